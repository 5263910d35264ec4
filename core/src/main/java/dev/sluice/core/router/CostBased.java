package dev.sluice.core.router;

import dev.sluice.core.routing.ModelInfo;
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
        ModelInfo info = candidate.deployment().info();
        return (info.inputCostPerToken().isPresent() ? 0 : 1)
                + (info.outputCostPerToken().isPresent() ? 0 : 1);
    }

    private static double price(Candidate candidate) {
        ModelInfo info = candidate.deployment().info();
        return info.inputCostPerToken().orElse(0) + info.outputCostPerToken().orElse(0);
    }
}
