package dev.sluice.e2e.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The same work on several threads, each with its own number, until all is done or one has failed. */
final class Parallel {
    private Parallel() {}

    /** A piece of work. */
    @FunctionalInterface
    interface Work {
        void run(int number) throws Exception;
    }

    /** A worker, which takes one number after another. */
    @FunctionalInterface
    interface Worker {
        void work(Numbers numbers) throws Exception;
    }

    /** Numbers from 0, each given once. */
    static final class Numbers {
        private final AtomicInteger next = new AtomicInteger();
        private final int end;

        private Numbers(int end) {
            this.end = end;
        }

        /** The next one, or -1. */
        int next() {
            int number = next.getAndIncrement();
            return number < end ? number : -1;
        }
    }

    /** Each number below {@code count} once. */
    static void forEach(int threads, int count, Duration limit, Work work) throws Exception {
        workers(threads, count, limit, numbers -> {
            for (int number = numbers.next(); number >= 0; number = numbers.next()) {
                work.run(number);
            }
        });
    }

    /** So many workers share the numbers below {@code count}. */
    static void workers(int threads, int count, Duration limit, Worker worker) throws Exception {
        Numbers numbers = new Numbers(count);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(pool.submit(() -> {
                    worker.work(numbers);
                    return null;
                }));
            }
            long deadline = System.nanoTime() + limit.toNanos();
            for (Future<?> one : running) {
                one.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
