package dev.sluice.core.router;

import dev.sluice.core.price.Prices;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.RouterSettings;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** How one of several deployments is chosen. Pure: the same candidates and random numbers give the same choice. */
interface Strategy {
    /**
     * The index of the one that is chosen.
     *
     * @param candidates at least one
     */
    int choose(List<Candidate> candidates, RandomGenerator random);

    /** Whether {@code rpm} and {@code tpm} are limits; otherwise they are weights at most. */
    default boolean limitsPerMinute() {
        return true;
    }

    /**
     * The strategy that is configured.
     *
     * @param prices of a deployment
     */
    static Strategy of(RouterSettings settings, Function<Deployment, Prices> prices) {
        return switch (settings.strategy()) {
            case SIMPLE_SHUFFLE -> new SimpleShuffle();
            case LEAST_BUSY -> new LeastBusy();
            case LATENCY_BASED -> new LatencyBased(settings.latencyBuffer());
            case USAGE_BASED -> new UsageBased();
            case COST_BASED -> new CostBased(prices);
        };
    }
}
