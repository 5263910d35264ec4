package dev.sluice.core.router;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * How long a deployment takes to answer, in nanoseconds: the average over about a minute, which a slower answer raises at
 * once and faster ones lower bit by bit. Without answers it sinks too, so that who was slow once is tried again.
 * Thread-safe, without locks.
 */
final class PeakEwma {
    private static final double DECAY = Duration.ofMinutes(1).toNanos();

    private final Atomic<Sample> last = new Atomic<>(new Sample(0, Double.NaN));

    void add(long now, long nanos) {
        last.update(before -> new Sample(now, Double.isNaN(before.value) ? nanos : average(before, now, nanos)));
    }

    /** Empty before the first answer. */
    OptionalDouble get(long now) {
        Sample sample = last.get();
        return Double.isNaN(sample.value)
                ? OptionalDouble.empty()
                : OptionalDouble.of(sample.value * kept(sample, now));
    }

    private static double average(Sample before, long now, long nanos) {
        double kept = kept(before, now);
        return Math.max((double) nanos, before.value * kept + nanos * (1 - kept));
    }

    private static double kept(Sample sample, long now) {
        return Math.exp(-Math.max(0, now - sample.at) / DECAY);
    }

    private record Sample(long at, double value) {}
}
