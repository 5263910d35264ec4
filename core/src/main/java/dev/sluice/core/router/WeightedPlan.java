package dev.sluice.core.router;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Draws the members of a group one by one: the lowest order first, within an order by weight, else rpm, else tpm. */
final class WeightedPlan implements Plan {
    private final List<Deployment> left;
    private final RandomGenerator random;
    private final Optional<String> group;

    WeightedPlan(List<Deployment> members, RandomGenerator random) {
        this.left = new ArrayList<>(members);
        this.random = random;
        this.group = members.stream()
                .map(Deployment::group)
                .filter(name -> !name.isEmpty())
                .findFirst();
    }

    @Override
    public Optional<String> group() {
        return group;
    }

    @Override
    public Optional<Deployment> next() {
        if (left.isEmpty()) {
            return Optional.empty();
        }
        int first = left.stream().mapToInt(WeightedPlan::order).min().getAsInt();
        List<Deployment> candidates =
                left.stream().filter(member -> order(member) == first).toList();
        Deployment drawn = candidates.size() == 1 ? candidates.get(0) : draw(candidates);
        left.remove(drawn);
        return Optional.of(drawn);
    }

    @Override
    public void exclude(Deployment deployment) {
        left.remove(deployment);
    }

    @Override
    public GatewayException exhausted() {
        return GatewayException.notSent(ErrorKind.NO_HEALTHY_DEPLOYMENT, "No deployment is left.");
    }

    private static int order(Deployment deployment) {
        return deployment.share().order().orElse(Integer.MAX_VALUE);
    }

    /** One measure for the whole group, the first that any member has; who lacks it then weighs nothing. */
    private Deployment draw(List<Deployment> candidates) {
        double[] weights = weights(candidates);
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        if (total <= 0) {
            return candidates.get(random.nextInt(candidates.size()));
        }
        double point = random.nextDouble() * total;
        for (int i = 0; i < weights.length; i++) {
            point -= weights[i];
            if (point < 0) {
                return candidates.get(i);
            }
        }
        return candidates.get(candidates.size() - 1);
    }

    private static double[] weights(List<Deployment> candidates) {
        if (candidates.stream().anyMatch(member -> member.share().weight().isPresent())) {
            return candidates.stream()
                    .mapToDouble(member -> member.share().weight().orElse(0))
                    .toArray();
        }
        if (candidates.stream().anyMatch(member -> member.share().rpm().isPresent())) {
            return candidates.stream()
                    .mapToDouble(member -> member.share().rpm().orElse(0))
                    .toArray();
        }
        return candidates.stream()
                .mapToDouble(member -> member.share().tpm().orElse(0))
                .toArray();
    }
}
