package dev.sluice.transport.vertx.server;

import org.jspecify.annotations.Nullable;

/**
 * The raw target of a request, taken apart but not decoded.
 *
 * @param path the path after the gateway's prefix; empty or starting with {@code /}
 * @param query the query without {@code ?}, or null
 */
record RequestTarget(String path, @Nullable String query) {
    static RequestTarget of(String uri, String prefix) {
        String target = originForm(uri);
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        String query = question < 0 ? null : target.substring(question + 1);
        return new RequestTarget(path.startsWith(prefix) ? path.substring(prefix.length()) : path, query);
    }

    /** Proxies may send an absolute target; its authority decides nothing here. */
    private static String originForm(String uri) {
        int scheme = uri.indexOf("://");
        if (uri.startsWith("/") || scheme < 0) {
            return uri;
        }
        int path = uri.indexOf('/', scheme + 3);
        return path < 0 ? "/" : uri.substring(path);
    }
}
