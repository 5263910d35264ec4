package dev.sluice.core.passthrough;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.routing.AttemptOutcome;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.Plan;
import dev.sluice.core.routing.RouteQuery;
import dev.sluice.core.spi.Router;
import java.util.List;

/** A router that knows nobody. */
final class NoGroups implements Router {
    @Override
    public Plan plan(RouteQuery query) {
        throw GatewayException.notSent(ErrorKind.NO_UPSTREAM, "Nobody is here.");
    }

    @Override
    public void report(AttemptOutcome outcome) {}

    @Override
    public void finished(Deployment deployment, long tokens) {}

    @Override
    public boolean serves(String model) {
        return false;
    }

    @Override
    public List<Deployment> deployments() {
        return List.of();
    }
}
