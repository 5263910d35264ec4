package dev.sluice.distribution;

import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** Chance for weights, jitter and ids: one generator for each thread, so that event loops do not wait for each other. */
final class LocalRandom implements RandomGenerator {
    @Override
    public long nextLong() {
        return ThreadLocalRandom.current().nextLong();
    }
}
