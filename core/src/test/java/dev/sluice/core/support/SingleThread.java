package dev.sluice.core.support;

import dev.sluice.core.call.Cancellation;
import dev.sluice.core.call.EventLoop;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A loop with a thread of its own. */
public final class SingleThread implements EventLoop, AutoCloseable {
    /** The name of the thread. */
    public static final String NAME = "the-loop";

    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, NAME));

    @Override
    public boolean isCurrent() {
        return Thread.currentThread().getName().equals(NAME);
    }

    @Override
    public void post(Runnable task) {
        executor.execute(task);
    }

    @Override
    public Cancellation.Registration after(Duration delay, Runnable task) {
        ScheduledFuture<?> due = executor.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        return () -> due.cancel(false);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
