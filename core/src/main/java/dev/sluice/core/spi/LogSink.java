package dev.sluice.core.spi;

import dev.sluice.core.log.LogEvent;
import dev.sluice.core.trace.Sampling;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Takes the record of every call.
 *
 * <h2>Threading</h2>
 * {@link #accept} is called from any event loop, concurrently; it hands over and returns.
 *
 * <h2>Completion</h2>
 * {@link #flush} completes when every event accepted before has been written or dropped.
 *
 * <h2>Errors</h2>
 * {@link #accept} never throws and never blocks: what cannot be kept is dropped and counted by the sink.
 *
 * <h2>Back-pressure</h2>
 * None towards the caller: queues are bounded, and full means dropped.
 */
public interface LogSink extends AutoCloseable {
    /** Takes an event. */
    void accept(LogEvent event);

    /** Completes when what was accepted so far is out. */
    CompletionStage<Void> flush();

    /** Which traces that begin here it records as spans; empty for sinks that record none. Asked once. */
    default Optional<Sampling> sampling() {
        return Optional.empty();
    }

    /** The page of its figures; empty for sinks that have none. Asked once. */
    default Optional<MetricsPage> page() {
        return Optional.empty();
    }

    /** Flushes for a bounded time and ends. */
    @Override
    void close();
}
