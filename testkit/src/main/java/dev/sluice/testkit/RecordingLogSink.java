package dev.sluice.testkit;

import dev.sluice.core.log.LogEvent;
import dev.sluice.core.spi.LogSink;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A log sink that keeps every event in memory. Thread-safe. */
public final class RecordingLogSink implements LogSink {
    private final List<LogEvent> events = new CopyOnWriteArrayList<>();
    private final BlockingQueue<LogEvent.Completed> completed = new LinkedBlockingQueue<>();

    /** Every event so far, in order. */
    public List<LogEvent> events() {
        return List.copyOf(events);
    }

    /**
     * The next end of a call that was not awaited before.
     *
     * @throws AssertionError after {@code limit}
     */
    public LogEvent.Completed awaitCompleted(Duration limit) {
        try {
            LogEvent.Completed next = completed.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
            if (next == null) {
                throw new AssertionError("No call ended within " + limit);
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for a call to end", e);
        }
    }

    @Override
    public void accept(LogEvent event) {
        events.add(event);
        if (event instanceof LogEvent.Completed end) {
            completed.add(end);
        }
    }

    @Override
    public CompletionStage<Void> flush() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {}
}
