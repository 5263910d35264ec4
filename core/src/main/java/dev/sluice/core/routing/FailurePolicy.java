package dev.sluice.core.routing;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the failures of one deployment are dealt with, where that differs from the router's settings.
 *
 * @param retries {@code num_retries} (or {@code max_retries}): further attempts for a call that began here, from 0
 * @param cooldown {@code cooldown_time}: how long it rests after failures; zero means that it never rests
 */
public record FailurePolicy(OptionalInt retries, Optional<Duration> cooldown) {
    /** As the router's settings say. */
    public static final FailurePolicy DEFAULT = new FailurePolicy(OptionalInt.empty(), Optional.empty());
}
