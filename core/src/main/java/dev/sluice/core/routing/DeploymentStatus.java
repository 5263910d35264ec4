package dev.sluice.core.routing;

import java.time.Duration;
import java.util.Optional;

/**
 * How a deployment stands at one moment.
 *
 * @param deployment what is configured
 * @param health whether it may be called
 * @param availableIn how long it rests yet; empty where it does not
 * @param last how its last attempt went; empty before the first
 * @param latency how long it takes to the first byte; empty before the first attempt
 * @param inFlight calls in flight
 * @param requests calls of this minute
 * @param tokens tokens of this minute, as far as they are known
 * @param rests how often it was sent to rest
 */
public record DeploymentStatus(
        Deployment deployment,
        Health health,
        Optional<Duration> availableIn,
        Optional<AttemptOutcome> last,
        Optional<Duration> latency,
        int inFlight,
        long requests,
        long tokens,
        long rests) {
    /** Whether a deployment may be called. */
    public enum Health {
        /** It may. */
        HEALTHY,
        /** It rests after failures, and may not. */
        RESTING,
        /** Its rest is over; one call finds out whether it is healthy again. */
        HALF_OPEN
    }
}
