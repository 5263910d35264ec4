package dev.sluice.core.log;

import java.util.Optional;

/**
 * What a call is about, without anything that only it has.
 *
 * @param method the method, as the client wrote it
 * @param template the path with ids replaced, from a bounded set
 * @param routeClass what the path is about
 * @param operation what a model or an agent is asked to do; empty for calls that ask for nothing of the kind
 */
public record Route(String method, String template, RouteClass routeClass, Optional<Operation> operation) {
    private static final String ID = "/{}";

    /** The route of a call by its raw path after the gateway's prefix. */
    public static Route of(String method, String rawPath) {
        String template = PathTemplate.of(rawPath);
        String resource = resource(template);
        int end = resource.indexOf('/', 1);
        String word = resource.substring(1, end < 0 ? resource.length() : end);
        return new Route(method, template, RouteClass.of(word), Operation.of(method, resource));
    }

    /** Without versions, and without a model where OpenAI's first clients and Azure's put it. */
    private static String resource(String template) {
        String rest = without(without(template, "/openai"), "/v1");
        for (String prefix : new String[] {"/deployments", "/engines"}) {
            if (rest.startsWith(prefix + ID + "/")) {
                return rest.substring(prefix.length() + ID.length());
            }
        }
        return rest;
    }

    private static String without(String path, String prefix) {
        return path.startsWith(prefix + "/") ? path.substring(prefix.length()) : path;
    }
}
