package dev.sluice.core.routing;

import dev.sluice.core.error.GatewayException;
import java.util.Optional;

/**
 * Where a call may go, in order. Used by one call on one thread; each deployment is chosen when it is asked for.
 */
public interface Plan {
    /** The model group that was resolved; empty for the default upstream and for an account itself. */
    Optional<String> group();

    /**
     * The deployment to try next; empty when none may be tried. Deployments that were not tried yet come first, then those
     * that were, as long as they do not rest. Whoever takes one owes the router one {@code report} and one {@code
     * finished}, or where there is nothing to report gives it back.
     */
    Optional<Deployment> next();

    /**
     * Gives back the deployment that was last taken: no call was made, or it ended without telling anything of the
     * deployment. In the place of {@code report} and {@code finished}.
     */
    void giveBack(Deployment deployment);

    /** Leaves a deployment out from now on: the call cannot succeed there. */
    void exclude(Deployment deployment);

    /** Why there is no deployment, for the client: all of them rest, or are full. */
    GatewayException exhausted();
}
