package dev.sluice.core.router;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Draws evenly among the best. */
final class Least {
    private Least() {}

    /** One of those that no other comes before. */
    static int by(Comparator<Candidate> order, List<Candidate> candidates, RandomGenerator random) {
        Candidate best = candidates.get(0);
        for (Candidate candidate : candidates) {
            best = order.compare(candidate, best) < 0 ? candidate : best;
        }
        Candidate first = best;
        return among(candidates, candidate -> order.compare(candidate, first) == 0, random);
    }

    /** One of those that are wanted, of which there is at least one. */
    static int among(List<Candidate> candidates, Predicate<Candidate> wanted, RandomGenerator random) {
        int[] drawn = IntStream.range(0, candidates.size())
                .filter(index -> wanted.test(candidates.get(index)))
                .toArray();
        return drawn.length == 1 ? drawn[0] : drawn[random.nextInt(drawn.length)];
    }
}
