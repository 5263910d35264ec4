package dev.sluice.e2e.wire;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/** How long calls took, in steps of 10 microseconds; whatever took a second or longer counts as one. Thread-safe. */
final class Latencies {
    private static final long STEP_NANOS = 10_000;
    private static final int STEPS = 100_000;

    private final AtomicIntegerArray counts = new AtomicIntegerArray(STEPS);
    private final AtomicLong calls = new AtomicLong();

    void add(long nanos) {
        counts.incrementAndGet((int) Math.min(nanos / STEP_NANOS, STEPS - 1));
        calls.incrementAndGet();
    }

    /** Adds those of others. */
    void add(Latencies others) {
        for (int step = 0; step < STEPS; step++) {
            counts.addAndGet(step, others.counts.get(step));
        }
        calls.addAndGet(others.calls());
    }

    long calls() {
        return calls.get();
    }

    /** The milliseconds that this part of the calls took at most. */
    double millis(double quantile) {
        long wanted = (long) Math.ceil(quantile * calls());
        long seen = 0;
        int step = 0;
        while (step < STEPS - 1 && (seen += counts.get(step)) < wanted) {
            step++;
        }
        return (step + 1) * STEP_NANOS / 1e6;
    }

    @Override
    public String toString() {
        return "%d calls, median %.2f ms, p99 %.2f ms, p99.9 %.2f ms"
                .formatted(calls(), millis(0.5), millis(0.99), millis(0.999));
    }
}
