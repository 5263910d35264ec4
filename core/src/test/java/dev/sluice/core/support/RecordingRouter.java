package dev.sluice.core.support;

import dev.sluice.core.error.GatewayException;
import dev.sluice.core.routing.AttemptOutcome;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.Plan;
import dev.sluice.core.routing.RouteQuery;
import dev.sluice.core.spi.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A router that keeps what it is asked and told. */
public final class RecordingRouter implements Router {
    /** What was asked, in order. */
    public final List<RouteQuery> queries = new ArrayList<>();

    /** What was reported, in order. */
    public final List<AttemptOutcome> outcomes = new ArrayList<>();

    /** Deployments of calls that were over, reported or not, in order. */
    public final List<String> finished = new ArrayList<>();

    private final Router router;

    RecordingRouter(Router router) {
        this.router = router;
    }

    @Override
    public Plan plan(RouteQuery query) {
        queries.add(query);
        return new RecordedPlan(router.plan(query));
    }

    @Override
    public void report(AttemptOutcome outcome) {
        outcomes.add(outcome);
        router.report(outcome);
    }

    @Override
    public void finished(Deployment deployment, long tokens) {
        finished.add(deployment.id());
        router.finished(deployment, tokens);
    }

    @Override
    public boolean serves(String model) {
        return router.serves(model);
    }

    @Override
    public List<Deployment> deployments() {
        return router.deployments();
    }

    private final class RecordedPlan implements Plan {
        private final Plan plan;

        RecordedPlan(Plan plan) {
            this.plan = plan;
        }

        @Override
        public Optional<String> group() {
            return plan.group();
        }

        @Override
        public Optional<Deployment> next() {
            return plan.next();
        }

        @Override
        public void giveBack(Deployment deployment) {
            finished.add(deployment.id());
            plan.giveBack(deployment);
        }

        @Override
        public void exclude(Deployment deployment) {
            plan.exclude(deployment);
        }

        @Override
        public GatewayException exhausted() {
            return plan.exhausted();
        }
    }
}
