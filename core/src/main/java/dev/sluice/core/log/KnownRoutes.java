package dev.sluice.core.log;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The routes of calls, kept where no id is in their path, as in that of most calls. Thread-safe. */
public final class KnownRoutes {
    private static final int MOST = 512;
    private static final int LONGEST_METHOD = 8;

    private final Map<Call, Route> known = new ConcurrentHashMap<>();

    /**
     * The route of a call.
     *
     * @param method the method, as the client wrote it
     * @param rawPath the raw path after the gateway's prefix
     */
    public Route of(String method, String rawPath) {
        Call call = new Call(method, rawPath);
        Route route = known.get(call);
        if (route == null) {
            route = Route.of(method, rawPath);
            if (route.template().equals(rawPath) && method.length() <= LONGEST_METHOD) {
                if (known.size() >= MOST) {
                    // Whoever makes paths up displaces the others, which come again.
                    known.clear();
                }
                known.put(call, route);
            }
        }
        return route;
    }

    private record Call(String method, String rawPath) {
        /** By hand: for a record the JVM makes code, while the first call waits for it. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Call that && rawPath.equals(that.rawPath) && method.equals(that.method);
        }

        @Override
        public int hashCode() {
            return 31 * rawPath.hashCode() + method.hashCode();
        }
    }
}
