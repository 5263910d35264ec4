package dev.sluice.core.router;

import dev.sluice.core.price.Prices;
import dev.sluice.core.price.Rate;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws among the cheapest: the price of a token in and a token out. A price that is not known is dearer than any. */
final class CostBased implements Strategy {
    private static final Comparator<Candidate> ORDER =
            Comparator.comparingInt(CostBased::unknown).thenComparingDouble(CostBased::price);

    @Override
    public int choose(List<Candidate> candidates, RandomGenerator random) {
        return Least.by(ORDER, candidates, random);
    }

    private static int unknown(Candidate candidate) {
        Prices prices = prices(candidate);
        return (prices.of(Rate.INPUT_TOKEN).isPresent() ? 0 : 1)
                + (prices.of(Rate.OUTPUT_TOKEN).isPresent() ? 0 : 1);
    }

    private static double price(Candidate candidate) {
        return price(candidate, Rate.INPUT_TOKEN) + price(candidate, Rate.OUTPUT_TOKEN);
    }

    private static double price(Candidate candidate, Rate rate) {
        return prices(candidate).of(rate).map(BigDecimal::doubleValue).orElse(0.0);
    }

    private static Prices prices(Candidate candidate) {
        return candidate.deployment().info().prices();
    }
}
