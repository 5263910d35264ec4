package dev.sluice.store.jdbc;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A few threads that may block, and a bounded queue before them. */
final class Workers implements AutoCloseable {
    private static final long IDLE_SECONDS = 60;
    private static final long LONGEST_CLOSE_SECONDS = 5;

    private final ThreadPoolExecutor threads;

    /**
     * Starts no thread before it is needed.
     *
     * @param name begins the names of the threads
     * @param size how many threads at most
     * @param waiting how much work may wait for them
     */
    Workers(String name, int size, int waiting) {
        this.threads = new ThreadPoolExecutor(
                size, size, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(waiting), named(name));
        threads.allowCoreThreadTimeOut(true);
    }

    private static ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Runs it; fails with {@link StoreException} where too much is waiting, or after the end. */
    <T> CompletableFuture<T> run(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, threads);
        } catch (RejectedExecutionException refused) {
            return CompletableFuture.failedFuture(new StoreException(
                    threads.isShutdown()
                            ? "The database is closed"
                            : "The database is too busy: " + threads.getQueue().size() + " calls wait for it"));
        }
    }

    /** Takes no more, lets what was taken end for a bounded time. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LONGEST_CLOSE_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException stop) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
