package dev.sluice.core.log;

import dev.sluice.core.trace.TraceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A run that the gateway itself executes. Its model calls are calls of their own, children of its span.
 *
 * @param trace its span: a child of the attempt that began it, or the first of a trace where it was taken over
 * @param threadId the id of its thread
 * @param assistantId the id of its assistant
 * @param model the model that it was asked to run on
 * @param startedAt when this process began to work on it
 * @param duration for how long it did
 * @param status what became of it: {@code completed}, {@code requires_action}, {@code failed}, …
 * @param errorCode {@code last_error.code}, from a bounded set
 * @param modelCalls how many models were called
 * @param usage what they used together
 */
public record RunFacts(
        TraceContext trace,
        String threadId,
        String assistantId,
        String model,
        Instant startedAt,
        Duration duration,
        String status,
        Optional<String> errorCode,
        int modelCalls,
        Usage usage) {}
