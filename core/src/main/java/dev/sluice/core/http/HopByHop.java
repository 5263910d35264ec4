package dev.sluice.core.http;

import java.util.stream.Stream;

/**
 * Header fields that concern one connection only and are never passed on: the fixed ones, and those that {@code
 * Connection} names (RFC 9110, section 7.6.1).
 */
public final class HopByHop {
    private static final HeaderNames FIXED = HeaderNames.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authentication-info",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private static final HeaderNames NONE = HeaderNames.of();

    private HopByHop() {}

    /** The headers that may go further. */
    public static Headers strip(Headers headers) {
        HeaderNames named = namedByConnection(headers);
        return headers.without(name -> FIXED.contains(name) || named.contains(name));
    }

    private static HeaderNames namedByConnection(Headers headers) {
        if (!headers.contains("Connection")) {
            return NONE;
        }
        return HeaderNames.of(headers.all("Connection").stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(String::strip)
                .toList());
    }
}
