package dev.sluice.core.meter;

import dev.sluice.core.log.Operation;
import dev.sluice.core.log.Route;
import dev.sluice.core.log.RouteClass;
import dev.sluice.core.log.Usage;
import java.util.EnumSet;
import java.util.Set;

/** What the usage that an answer states means for the call that it answers. */
public enum Metering {
    /** The call uses nothing. Where the answer states a usage, it is that of an earlier call. */
    NOTHING,
    /** The answer states what the call used, or nobody does. */
    STATED,
    /** As {@link #STATED}, but a stream tells of the parts of a run first, and then of the whole. */
    RUN,
    /** The work is done later, and its usage told to others. */
    LATER;

    private static final Set<RouteClass> KEEPING = EnumSet.of(
            RouteClass.ASSISTANTS,
            RouteClass.BATCHES,
            RouteClass.CHAT,
            RouteClass.COMPLETIONS,
            RouteClass.CONTAINERS,
            RouteClass.CONVERSATIONS,
            RouteClass.FILES,
            RouteClass.HEALTH,
            RouteClass.MODELS,
            RouteClass.ORGANIZATION,
            RouteClass.RESPONSES,
            RouteClass.THREADS,
            RouteClass.UPLOADS,
            RouteClass.VECTOR_STORES);

    private static final Set<Operation> LATER_ONES =
            EnumSet.of(Operation.BATCH, Operation.VIDEO_GENERATION, Operation.REALTIME);

    private static final Set<String> READING = Set.of("GET", "HEAD", "DELETE", "OPTIONS");

    /** What becomes of the usage of a call. */
    public static Metering of(Route route) {
        if (route.operation().isPresent()) {
            Operation operation = route.operation().get();
            if (operation == Operation.CREATE_AGENT) {
                return NOTHING;
            }
            return operation == Operation.INVOKE_AGENT ? RUN : LATER_ONES.contains(operation) ? LATER : STATED;
        }
        if (READING.contains(route.method())) {
            return NOTHING;
        }
        if (isContainer(route)) {
            return LATER;
        }
        if (KEEPING.contains(route.routeClass())) {
            return NOTHING;
        }
        return route.routeClass() == RouteClass.FINE_TUNING || route.routeClass() == RouteClass.EVALS ? LATER : STATED;
    }

    /** A container is paid for by the session, whether or not anything runs in it. */
    private static boolean isContainer(Route route) {
        return route.routeClass() == RouteClass.CONTAINERS && route.template().endsWith("/containers");
    }

    /** The usage of a call whose answer says nothing about it. */
    public Usage unstated() {
        return this == NOTHING ? Usage.NOTHING : Usage.UNKNOWN;
    }
}
