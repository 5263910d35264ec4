package dev.sluice.core.spi;

import dev.sluice.core.routing.AttemptOutcome;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.Plan;
import dev.sluice.core.routing.RouteQuery;
import java.util.List;

/**
 * Chooses the deployment of a call.
 *
 * <h2>Threading</h2>
 * Called from any event loop, concurrently; must not block or lock for long.
 *
 * <h2>Completion</h2>
 * Answers at once.
 *
 * <h2>Errors</h2>
 * Throws {@link dev.sluice.core.error.GatewayException} of kind {@code MODEL_NOT_FOUND} or {@code NO_UPSTREAM} where no
 * deployment can serve the query. {@link #report} never throws.
 *
 * <h2>Back-pressure</h2>
 * None.
 */
public interface Router {
    /** The deployments that may serve the query, in the order in which they should be tried. */
    Plan plan(RouteQuery query);

    /** Tells how an attempt ended. */
    void report(AttemptOutcome outcome);

    /** Every deployment, in the order of the configuration; without the default upstream. */
    List<Deployment> deployments();
}
