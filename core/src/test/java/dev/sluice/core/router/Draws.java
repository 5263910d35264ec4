package dev.sluice.core.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Counts of what was drawn, and how likely they are. */
final class Draws {
    private static final int DRAWS = 30_000;

    /** Chi-square is above this in one of a thousand cases, by degrees of freedom from 1 on. */
    private static final List<Double> CRITICAL = List.of(10.83, 13.82, 16.27, 18.47);

    private final Map<String, Integer> counts = new HashMap<>();

    private Draws() {}

    static Draws of(Supplier<String> draw) {
        Draws draws = new Draws();
        for (int i = 0; i < DRAWS; i++) {
            draws.counts.merge(draw.get(), 1, Integer::sum);
        }
        return draws;
    }

    /** Nothing but these was drawn, in proportions that the weights explain. */
    void follow(Map<String, Double> weights) {
        double total =
                weights.values().stream().mapToDouble(Double::doubleValue).sum();
        double square = 0;
        for (Map.Entry<String, Double> each : weights.entrySet()) {
            double expected = DRAWS * each.getValue() / total;
            double difference = counts.getOrDefault(each.getKey(), 0) - expected;
            square += difference * difference / expected;
        }
        assertThat(counts.keySet()).isEqualTo(weights.keySet());
        assertThat(square).as("chi-square of " + counts).isLessThan(CRITICAL.get(weights.size() - 2));
    }

    void areAll(String id) {
        assertThat(counts).isEqualTo(Map.of(id, DRAWS));
    }
}
