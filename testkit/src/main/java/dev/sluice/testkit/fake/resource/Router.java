package dev.sluice.testkit.fake.resource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the handler of a path. A literal segment outranks a variable one. */
final class Router {
    static final String PREFIX = "/v1";

    private final List<Route> routes = new ArrayList<>();

    /** Answers a call; runs under the lock of the account. */
    interface Handler {
        Reply handle(Call call);
    }

    /** A handler and the variable segments of the path that led to it. */
    record Match(Handler handler, Map<String, String> ids) {}

    private record Route(String method, List<String> segments, Handler handler) {
        long variables() {
            return segments.stream().filter(Router::isVariable).count();
        }
    }

    /** Adds a route: segments in braces match anything, a last segment {@code **} any rest; method {@code *} is any. */
    Router on(String method, String pattern, Handler handler) {
        routes.add(new Route(method, split(PREFIX + pattern), handler));
        return this;
    }

    /** Adds a route unless another one answers such paths already. */
    void onIfFree(String method, String pattern, Handler handler) {
        if (find(method, (PREFIX + pattern).replaceAll("\\{[^}]+}", "an-id")).isEmpty()) {
            on(method, pattern, handler);
        }
    }

    Optional<Match> find(String method, String path) {
        List<String> segments = split(path);
        Route best = null;
        for (Route route : routes) {
            boolean candidate = (route.method.equals("*") || route.method.equals(method))
                    && matches(route.segments, segments)
                    && (best == null || route.variables() < best.variables());
            best = candidate ? route : best;
        }
        return Optional.ofNullable(best).map(route -> new Match(route.handler, ids(route.segments, segments)));
    }

    boolean knows(String path) {
        List<String> segments = split(path);
        return routes.stream().anyMatch(route -> matches(route.segments, segments));
    }

    private static boolean matches(List<String> pattern, List<String> segments) {
        for (int i = 0; i < pattern.size(); i++) {
            if (pattern.get(i).equals("**")) {
                return segments.size() >= i;
            }
            if (i >= segments.size()
                    || !(isVariable(pattern.get(i)) || pattern.get(i).equals(segments.get(i)))) {
                return false;
            }
        }
        return pattern.size() == segments.size();
    }

    private static Map<String, String> ids(List<String> pattern, List<String> segments) {
        Map<String, String> ids = new HashMap<>();
        for (int i = 0; i < pattern.size(); i++) {
            String name = pattern.get(i);
            if (isVariable(name)) {
                ids.put(name.substring(1, name.length() - 1), segments.get(i));
            }
        }
        return ids;
    }

    private static List<String> split(String path) {
        return List.of(path.split("/", -1));
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{");
    }
}
