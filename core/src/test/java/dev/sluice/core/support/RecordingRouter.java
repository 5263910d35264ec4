package dev.sluice.core.support;

import dev.sluice.core.routing.AttemptOutcome;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.Plan;
import dev.sluice.core.routing.RouteQuery;
import dev.sluice.core.spi.Router;
import java.util.ArrayList;
import java.util.List;

/** A router that keeps what it is asked and told. */
public final class RecordingRouter implements Router {
    /** What was asked, in order. */
    public final List<RouteQuery> queries = new ArrayList<>();

    /** What was reported, in order. */
    public final List<AttemptOutcome> outcomes = new ArrayList<>();

    /** Deployments that were given back, in order. */
    public final List<String> finished = new ArrayList<>();

    private final Router router;

    RecordingRouter(Router router) {
        this.router = router;
    }

    @Override
    public Plan plan(RouteQuery query) {
        queries.add(query);
        return router.plan(query);
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
}
