package dev.sluice.provider.azure;

import org.jspecify.annotations.Nullable;

/**
 * A client's path, whichever SDK has made it: {@code /v1/threads}, {@code /openai/threads}, {@code
 * /deployments/NAME/threads} and {@code /threads} are the same.
 *
 * @param deployment the name after {@code /deployments/}, raw, or null
 * @param resource the raw path from the resource's name on; empty or starting with {@code /}
 */
record ClientPath(@Nullable String deployment, String resource) {
    private static final String DEPLOYMENTS = "/deployments/";

    static ClientPath of(String raw) {
        String path = without("/v1", without("/openai", raw));
        int end = path.startsWith(DEPLOYMENTS) ? path.indexOf('/', DEPLOYMENTS.length()) : -1;
        // What ends in the name is about the deployment itself, as is a list of them.
        boolean within = end > DEPLOYMENTS.length() && end + 1 < path.length();
        return within
                ? new ClientPath(path.substring(DEPLOYMENTS.length(), end), path.substring(end))
                : new ClientPath(null, path);
    }

    private static String without(String prefix, String path) {
        boolean has =
                path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
        return has ? path.substring(prefix.length()) : path;
    }
}
