package dev.sluice.core.support;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.routing.Accounts;
import dev.sluice.core.routing.AttemptOutcome;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.Plan;
import dev.sluice.core.routing.RouteQuery;
import dev.sluice.core.spi.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Gives out deployments in the order of the configuration, and lets none of them rest. */
final class FixedRouter implements Router {
    private final List<Deployment> deployments;
    private final Optional<Deployment> defaultUpstream;
    private final Accounts accounts;

    FixedRouter(List<Deployment> deployments, Optional<Deployment> defaultUpstream, Accounts accounts) {
        this.deployments = deployments;
        this.defaultUpstream = defaultUpstream;
        this.accounts = accounts;
    }

    @Override
    public Plan plan(RouteQuery query) {
        List<Deployment> group = members(query.model());
        if (query.model() != null && query.binding() && group.isEmpty()) {
            throw unknown(query.model());
        }
        Optional<String> home = Optional.ofNullable(query.home());
        List<Deployment> there = group.stream().filter(isAt(home)).toList();
        if (!there.isEmpty() || (!group.isEmpty() && query.binding())) {
            return new InOrder(query.model(), there.isEmpty() ? group : there);
        }
        return home.flatMap(accounts::itself)
                .or(() -> defaultUpstream)
                .map(one -> new InOrder(null, List.of(one)))
                .orElseThrow(() -> unknown(query.model()));
    }

    private Predicate<Deployment> isAt(Optional<String> home) {
        return deployment -> home.isEmpty() || accounts.of(deployment).equals(home.get());
    }

    private List<Deployment> members(@Nullable String model) {
        return deployments.stream().filter(each -> each.group().equals(model)).toList();
    }

    private GatewayException unknown(@Nullable String model) {
        ErrorKind kind = model == null ? ErrorKind.NO_UPSTREAM : ErrorKind.MODEL_NOT_FOUND;
        String known = String.join(
                ", ", deployments.stream().map(Deployment::group).distinct().toList());
        return new GatewayException(kind, Reach.NOT_SENT, "known models: " + known, "model");
    }

    @Override
    public void report(AttemptOutcome outcome) {
        // Nothing rests.
    }

    @Override
    public void finished(Deployment deployment, long tokens) {
        // Nothing is counted.
    }

    @Override
    public boolean serves(String model) {
        return !members(model).isEmpty();
    }

    @Override
    public List<Deployment> deployments() {
        return deployments;
    }

    private static final class InOrder implements Plan {
        private final Optional<String> group;
        private final List<Deployment> left;
        private final List<Deployment> tried = new ArrayList<>();

        InOrder(@Nullable String group, List<Deployment> members) {
            this.group = Optional.ofNullable(group);
            this.left = new ArrayList<>(members);
        }

        @Override
        public Optional<String> group() {
            return group;
        }

        @Override
        public Optional<Deployment> next() {
            List<Deployment> source = left.isEmpty() ? tried : left;
            if (source.isEmpty()) {
                return Optional.empty();
            }
            Deployment next = source.remove(0);
            tried.add(next);
            return Optional.of(next);
        }

        @Override
        public void giveBack(Deployment unused) {
            // Nothing is counted.
        }

        @Override
        public void exclude(Deployment deployment) {
            left.remove(deployment);
            tried.remove(deployment);
        }

        @Override
        public GatewayException exhausted() {
            return GatewayException.notSent(ErrorKind.NO_HEALTHY_DEPLOYMENT, "No deployment is left.");
        }
    }
}
