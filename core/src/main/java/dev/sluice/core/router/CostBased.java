package dev.sluice.core.router;

import dev.sluice.core.price.Prices;
import dev.sluice.core.price.Rate;
import dev.sluice.core.routing.Deployment;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Draws among the cheapest: the price of a token in and a token out. A price that is not known is dearer than any. */
final class CostBased implements Strategy {
    private final Function<Deployment, Prices> prices;
    private final Map<String, Prices> known = new ConcurrentHashMap<>();
    private final Comparator<Candidate> order =
            Comparator.comparingInt(this::unknown).thenComparingDouble(this::price);

    /**
     * By those prices.
     *
     * @param prices of a deployment; always the same
     */
    CostBased(Function<Deployment, Prices> prices) {
        this.prices = prices;
    }

    @Override
    public int choose(List<Candidate> candidates, RandomGenerator random) {
        return Least.by(order, candidates, random);
    }

    private int unknown(Candidate candidate) {
        Prices each = prices(candidate);
        return (each.of(Rate.INPUT_TOKEN).isPresent() ? 0 : 1)
                + (each.of(Rate.OUTPUT_TOKEN).isPresent() ? 0 : 1);
    }

    private double price(Candidate candidate) {
        return price(candidate, Rate.INPUT_TOKEN) + price(candidate, Rate.OUTPUT_TOKEN);
    }

    private double price(Candidate candidate, Rate rate) {
        return prices(candidate).of(rate).map(BigDecimal::doubleValue).orElse(0.0);
    }

    private Prices prices(Candidate candidate) {
        Deployment deployment = candidate.deployment();
        return known.computeIfAbsent(deployment.id(), id -> prices.apply(deployment));
    }
}
