package dev.sluice.core.log;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.trace.TraceContext;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is recorded of a call. No component holds a key, a prompt or an answer. */
public sealed interface LogEvent {
    /** The id of the call; of a run, its own id. */
    String callId();

    /**
     * The head of a call has arrived; the first event of every call.
     *
     * @param callId the id of the call
     * @param trace its span
     * @param receivedAt when
     * @param route what it is about
     */
    record Received(String callId, TraceContext trace, Instant receivedAt, Route route) implements LogEvent {}

    /**
     * One attempt on one deployment has got its head, or failed.
     *
     * @param callId the id of the call
     * @param attempt what is known of it
     */
    record Attempted(String callId, AttemptFacts attempt) implements LogEvent {}

    /**
     * Something that whoever operates the gateway should do; told once, not for each call.
     *
     * @param callId the id of the call that gave rise to it
     * @param at when
     * @param text what to do and why; nothing of it comes from a client or an upstream
     */
    record Notice(String callId, Instant at, String text) implements LogEvent {}

    /**
     * The call is over; the last event of every call, exactly once.
     *
     * @param callId the id of the call
     * @param trace its span
     * @param receivedAt when its head arrived
     * @param route what it is about
     * @param principal who called; {@code unknown} where the key was refused
     * @param model the model group, or the model that the request named
     * @param streamed whether the request asked for a stream
     * @param attempts every attempt, in order; the last is the one that answered, where any did
     * @param status what the client was told; 499 where it left before the answer was complete
     * @param requestBytes bytes of the request body that were read
     * @param responseBytes bytes of the answer's body that were handed to the client's connection
     * @param firstByte until the head of the answer
     * @param duration until the end
     * @param answer what the answer said of itself
     * @param usage what it used
     * @param cost what that cost in US dollars; the least that it cost where the usage is the least that was used; empty
     *     where usage or price is unknown
     * @param outcome how it ended
     * @param error the gateway's own failure, if any
     * @param retryRefused why the last attempt, which failed, was not followed by another
     */
    record Completed(
            String callId,
            TraceContext trace,
            Instant receivedAt,
            Route route,
            String principal,
            Optional<String> model,
            boolean streamed,
            List<AttemptFacts> attempts,
            int status,
            long requestBytes,
            long responseBytes,
            Duration firstByte,
            Duration duration,
            AnswerFacts answer,
            Usage usage,
            Optional<BigDecimal> cost,
            Outcome outcome,
            Optional<ErrorKind> error,
            Optional<RetryRefusal> retryRefused)
            implements LogEvent {
        public Completed {
            attempts = List.copyOf(attempts);
        }

        /** The attempt that answered, or was made last; empty where none was. */
        public Optional<AttemptFacts> lastAttempt() {
            return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.get(attempts.size() - 1));
        }

        /** From the call's arrival to the end of an attempt: the last one ends with the call. */
        public Duration endOf(AttemptFacts attempt) {
            return attempt.number() == attempts.size()
                    ? duration
                    : attempt.start().plus(attempt.firstByte());
        }

        /** Why it failed, from a bounded set: the gateway's own failure, or the status; empty where it did not. */
        public Optional<String> errorType() {
            Optional<String> own = error.map(kind -> kind.name().toLowerCase(Locale.ROOT));
            return own.isPresent() || status < 400 ? own : Optional.of(Integer.toString(status));
        }
    }

    /**
     * A run that the gateway itself executes was begun, or taken over.
     *
     * @param callId the run's id
     * @param trace its span
     * @param startedAt when
     */
    record RunStarted(String callId, TraceContext trace, Instant startedAt) implements LogEvent {}

    /**
     * A run is over, or waits for its client; of every {@link RunStarted} that the process lives to see the end of.
     *
     * @param callId the run's id
     * @param run what is known of it
     */
    record RunEnded(String callId, RunFacts run) implements LogEvent {}
}
