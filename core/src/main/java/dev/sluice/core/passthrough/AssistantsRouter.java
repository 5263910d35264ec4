package dev.sluice.core.passthrough;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.routing.AttemptOutcome;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.Plan;
import dev.sluice.core.routing.RouteQuery;
import dev.sluice.core.spi.Router;
import java.util.List;
import java.util.Optional;

/** A router that also knows one deployment outside all groups, by the name of a home. */
final class AssistantsRouter implements Router {
    private final Router groups;
    private final String home;
    private final Deployment deployment;

    AssistantsRouter(Router groups, String home, Deployment deployment) {
        this.groups = groups;
        this.home = home;
        this.deployment = deployment;
    }

    @Override
    public Plan plan(RouteQuery query) {
        return home.equals(query.home()) ? new OnlyPlan(deployment) : groups.plan(query);
    }

    @Override
    public void report(AttemptOutcome outcome) {
        groups.report(outcome);
    }

    @Override
    public void finished(Deployment used, long tokens) {
        groups.finished(used, tokens);
    }

    @Override
    public boolean serves(String model) {
        return groups.serves(model);
    }

    @Override
    public List<Deployment> deployments() {
        return groups.deployments();
    }

    /** One deployment, once. */
    private static final class OnlyPlan implements Plan {
        private Optional<Deployment> left;

        OnlyPlan(Deployment only) {
            left = Optional.of(only);
        }

        @Override
        public Optional<String> group() {
            return Optional.empty();
        }

        @Override
        public Optional<Deployment> next() {
            Optional<Deployment> next = left;
            left = Optional.empty();
            return next;
        }

        @Override
        public void giveBack(Deployment unused) {
            // It is given out once.
        }

        @Override
        public void exclude(Deployment excluded) {
            left = Optional.empty();
        }

        @Override
        public GatewayException exhausted() {
            return GatewayException.notSent(
                    ErrorKind.NO_HEALTHY_DEPLOYMENT, "The deployment of assistant_settings does not answer.");
        }
    }
}
