package dev.sluice.core.router;

import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws among those with the fewest calls in flight. */
final class LeastBusy implements Strategy {
    private static final Comparator<Candidate> ORDER = Comparator.comparingInt(Candidate::inFlight);

    @Override
    public int choose(List<Candidate> candidates, RandomGenerator random) {
        return Least.by(ORDER, candidates, random);
    }

    @Override
    public boolean limitsPerMinute() {
        return false;
    }
}
