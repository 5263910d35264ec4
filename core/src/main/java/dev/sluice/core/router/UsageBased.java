package dev.sluice.core.router;

import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws among those that used the fewest tokens this minute; where these are not known yet, had the fewest requests. */
final class UsageBased implements Strategy {
    private static final Comparator<Candidate> ORDER =
            Comparator.comparingLong(Candidate::tokens).thenComparingLong(Candidate::requests);

    @Override
    public int choose(List<Candidate> candidates, RandomGenerator random) {
        return Least.by(ORDER, candidates, random);
    }
}
