package dev.sluice.core.attempt;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How long to wait before a deployment is tried again: what it asked for, else 0.5 s doubling up to 8 s, with jitter. */
public final class Backoff {
    /** What is asked to wait longer than this is not tried again: the client should know. */
    public static final Duration LONGEST = Duration.ofSeconds(60);

    private static final double FIRST_MILLIS = 500;
    private static final double MOST_MILLIS = 8_000;
    private static final double JITTER = 0.25;

    private Backoff() {}

    /**
     * The time to wait.
     *
     * @param attempts how many attempts were made so far, from 1
     * @param asked what the upstream asked for
     * @param least at least so long
     */
    public static Duration before(int attempts, Optional<Duration> asked, Duration least, RandomGenerator random) {
        double jitter = random.nextDouble() * JITTER;
        double millis = asked.filter(wait -> !wait.isZero())
                .map(wait -> wait.toMillis() + jitter * FIRST_MILLIS)
                .orElseGet(() -> Math.min(MOST_MILLIS, FIRST_MILLIS * Math.pow(2, attempts - 1.0)) * (1 - jitter));
        return Duration.ofMillis(Math.max(least.toMillis(), (long) millis));
    }
}
