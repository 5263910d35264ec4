package dev.sluice.core.routing;

import dev.sluice.core.error.GatewayException;
import java.time.Duration;
import java.util.Optional;

/**
 * How one attempt ended, for routers that learn.
 *
 * @param deployment where it went
 * @param status the status of the answer, 0 where none came
 * @param failure why none came
 * @param firstByte how long the head of the answer took, or the failure
 */
public record AttemptOutcome(
        Deployment deployment, int status, Optional<GatewayException> failure, Duration firstByte) {}
