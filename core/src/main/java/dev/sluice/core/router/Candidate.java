package dev.sluice.core.router;

import dev.sluice.core.routing.Deployment;
import java.util.OptionalDouble;

/**
 * A deployment that may be chosen, and what a choice depends on, as it is at this moment.
 *
 * @param deployment what is configured
 * @param weight its part of the group's calls, from 0
 * @param inFlight calls in flight
 * @param latency nanoseconds to the first byte; empty where it was never called
 * @param requests calls of this minute
 * @param tokens tokens of this minute, as far as they are known
 */
record Candidate(
        Deployment deployment, double weight, int inFlight, OptionalDouble latency, long requests, long tokens) {}
