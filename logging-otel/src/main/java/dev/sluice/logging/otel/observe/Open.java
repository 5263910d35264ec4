package dev.sluice.logging.otel.observe;

import dev.sluice.core.log.AttemptFacts;
import dev.sluice.core.log.LogEvent;
import dev.sluice.logging.otel.names.Attribute;
import dev.sluice.logging.otel.names.Facts;
import dev.sluice.logging.otel.names.Metric;
import dev.sluice.logging.otel.record.Instruments;
import io.opentelemetry.api.common.Attributes;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the calls and the answers that are not over. It is told on the calls' own loops, before any queue: an event that is
 * dropped would be missing for ever. Thread-safe.
 */
public final class Open {
    private static final int FIRST_FAILURE = 400;

    private final LongAdder calls = new LongAdder();
    private final LongAdder streams = new LongAdder();

    /** Takes notice of an event. */
    public void notice(LogEvent event) {
        if (event instanceof LogEvent.Received) {
            calls.increment();
        } else if (event instanceof LogEvent.Attempted attempted) {
            streams.add(hasAnswer(attempted.attempt()) ? 1 : 0);
        } else if (event instanceof LogEvent.Completed call) {
            calls.decrement();
            for (AttemptFacts attempt : call.attempts()) {
                streams.add(hasAnswer(attempt) ? -1 : 0);
            }
        }
    }

    private static boolean hasAnswer(AttemptFacts attempt) {
        return attempt.error().isEmpty() && attempt.status() < FIRST_FAILURE;
    }

    /** Has these instruments report them. */
    public void observe(Instruments instruments) {
        Attributes scheme = new Facts(instruments.conventions())
                .set(Attribute.SCHEME, "http")
                .build();
        instruments.observe(Metric.SERVER_ACTIVE, to -> to.record(calls.sum(), scheme));
        instruments.observe(Metric.STREAMS, to -> to.record(streams.sum()));
    }
}
