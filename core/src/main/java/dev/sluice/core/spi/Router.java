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
 * {@link #plan} throws {@link dev.sluice.core.error.GatewayException} of kind {@code MODEL_NOT_FOUND} or {@code
 * NO_UPSTREAM} where no deployment can serve the query. {@link #report} and {@link #finished} never throw.
 *
 * <h2>Back-pressure</h2>
 * None.
 */
public interface Router {
    /** The deployments that may serve the query, in the order in which they should be tried. */
    Plan plan(RouteQuery query);

    /**
     * Tells how an attempt went as far as its head; once for each deployment that a plan gave out and was not given back.
     */
    void report(AttemptOutcome outcome);

    /**
     * Tells that nothing of a reported attempt is in flight any more; once for each deployment that a plan gave out and
     * was not given back.
     *
     * @param tokens what the answer used, 0 where it is not known
     */
    void finished(Deployment deployment, long tokens);

    /** Whether a model of that name is served by a group, also by another name or a pattern. */
    boolean serves(String model);

    /** Every deployment, in the order of the configuration; without the default upstream. */
    List<Deployment> deployments();
}
