package dev.sluice.core.routing;

import java.time.Duration;
import java.util.Optional;

/**
 * How one attempt went, as far as its head.
 *
 * @param deployment where it went
 * @param failure what kind of failure it was; empty for success, and for failures that are the client's own
 * @param retryAfter how long the upstream asked to be left alone
 * @param firstByte how long the head of the answer took, or the failure
 */
public record AttemptOutcome(
        Deployment deployment, Optional<FailureClass> failure, Optional<Duration> retryAfter, Duration firstByte) {}
