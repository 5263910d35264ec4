package dev.sluice.core.spi;

import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * What a provider may use.
 *
 * @param transport the way to upstreams
 * @param keys resolves the secrets of deployments
 * @param json reads and writes JSON
 * @param clock the time of day
 * @param random for ids and jitter; thread-safe
 * @param scheduler for what has to be done between calls
 */
public record Services(
        Transport transport, KeyStore keys, JsonCodec json, Clock clock, RandomGenerator random, Scheduler scheduler) {}
