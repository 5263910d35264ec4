package dev.sluice.logging.otel.record;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Durations as OpenTelemetry wants them. */
final class Seconds {
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    private Seconds() {}

    /** In seconds; never less than 0, though clocks may say so. */
    static double of(Duration duration) {
        return Math.max(0, duration.toNanos() / NANOS);
    }
}
