package dev.sluice.core.routing;

import java.util.Optional;

/** Where a call may go, in order. Used by one call on one thread; each deployment is chosen when it is asked for. */
public interface Plan {
    /** The model group that was resolved; empty for the default upstream. */
    Optional<String> group();

    /** The deployment to try next; empty when none is left. */
    Optional<Deployment> next();
}
