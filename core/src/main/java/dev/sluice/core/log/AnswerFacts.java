package dev.sluice.core.log;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an answer said of itself, as far as it was read on its way.
 *
 * @param id the id of the object that was made
 * @param model the model that says it answered; the upstream's words, at most 128 characters
 * @param finishReasons why the choices ended, from a bounded set, in their order; {@code other} for words that are new
 * @param serviceTier {@code default}, {@code flex}, {@code priority}, …
 * @param firstChunk from the call's arrival to the first piece of a streamed body
 * @param chunks events of a stream that were seen; 0 for answers that are none
 */
public record AnswerFacts(
        Optional<String> id,
        Optional<String> model,
        List<String> finishReasons,
        Optional<String> serviceTier,
        Optional<Duration> firstChunk,
        long chunks) {
    /** Nothing is known. */
    public static final AnswerFacts NONE =
            new AnswerFacts(Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Optional.empty(), 0);

    public AnswerFacts {
        finishReasons = List.copyOf(finishReasons);
    }

    /** The same with the time of the first piece of the body. */
    public AnswerFacts firstChunkAt(Duration sinceArrival) {
        return new AnswerFacts(id, model, finishReasons, serviceTier, Optional.of(sinceArrival), chunks);
    }
}
