package dev.sluice.core.router;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Draws among those that can be expected to answer soonest: the latency times the calls in flight and this one. Who was
 * never called is tried first; while that first call is under way, it counts as slow.
 */
final class LatencyBased implements Strategy {
    private static final double SLOW = Member.SLOW.toNanos();

    private final double buffer;

    /**
     * The strategy with that tolerance.
     *
     * @param buffer who is slower than the fastest by no more than this part is as good, from 0
     */
    LatencyBased(double buffer) {
        this.buffer = buffer;
    }

    @Override
    public int choose(List<Candidate> candidates, RandomGenerator random) {
        double lowest =
                candidates.stream().mapToDouble(LatencyBased::cost).min().orElseThrow();
        double bound = lowest * (1 + buffer);
        return Least.among(candidates, candidate -> cost(candidate) <= bound, random);
    }

    private static double cost(Candidate candidate) {
        if (candidate.latency().isEmpty() && candidate.inFlight() == 0) {
            return 0;
        }
        return candidate.latency().orElse(SLOW) * (candidate.inFlight() + 1);
    }
}
