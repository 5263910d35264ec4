package dev.sluice.core.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The base URL of an upstream, and the one rule that appends a path to it: where the base ends in {@code /v1}, a
 * leading {@code /v1} of the path is dropped; where neither has it, only {@code api.openai.com} gets it.
 *
 * @param origin where to connect
 * @param path the path of the base, without a slash at its end; perhaps empty
 */
public record BaseUrl(Origin origin, String path) {
    /** {@code https://api.openai.com}. */
    public static final BaseUrl OPENAI = parse("https://api.openai.com");

    private static final String V1 = "/v1";

    /**
     * Reads a base URL.
     *
     * @throws IllegalArgumentException with a message that says what is wrong with it
     */
    public static BaseUrl parse(String url) {
        URI uri;
        try {
            uri = new URI(url.strip());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not a URL: " + e.getReason(), e);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("must start with http:// or https://");
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("has no host name");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("must have no user, query or fragment");
        }
        boolean tls = scheme.equals("https");
        String host = uri.getHost().replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
        int port = uri.getPort() < 0 ? (tls ? 443 : 80) : uri.getPort();
        if (port == 0 || port > 65535) {
            throw new IllegalArgumentException("has a port outside 1 to 65535");
        }
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return new BaseUrl(new Origin(tls, host, port), path.replaceAll("/+$", ""));
    }

    /**
     * The raw request target for a client's raw path and query.
     *
     * @param clientPath empty, or starting with {@code /}; free of dot segments, see {@link RawPath}
     * @param query without {@code ?}, or null
     */
    public String target(String clientPath, @Nullable String query) {
        String joined = path + withVersion(clientPath);
        String target = joined.isEmpty() ? "/" : joined;
        return query == null ? target : target + "?" + query;
    }

    private String withVersion(String clientPath) {
        boolean versioned = clientPath.equals(V1) || clientPath.startsWith("/v1/");
        if (path.endsWith(V1)) {
            return versioned ? clientPath.substring(V1.length()) : clientPath;
        }
        return !versioned && origin.host().equals("api.openai.com") ? V1 + clientPath : clientPath;
    }
}
