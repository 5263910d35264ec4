package dev.sluice.core.router;

import java.util.List;
import java.util.random.RandomGenerator;

/** Draws by weight; evenly where nothing weighs anything. */
final class SimpleShuffle implements Strategy {
    @Override
    public int choose(List<Candidate> candidates, RandomGenerator random) {
        double total = 0;
        for (Candidate candidate : candidates) {
            total += candidate.weight();
        }
        if (total <= 0) {
            return random.nextInt(candidates.size());
        }
        double point = random.nextDouble() * total;
        int last = 0;
        for (int i = 0; i < candidates.size(); i++) {
            double weight = candidates.get(i).weight();
            point -= weight;
            if (point < 0) {
                return i;
            }
            last = weight > 0 ? i : last;
        }
        return last;
    }

    @Override
    public boolean limitsPerMinute() {
        return false;
    }
}
