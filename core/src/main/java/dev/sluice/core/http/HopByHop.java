package dev.sluice.core.http;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Header fields that concern one connection only and are never passed on: the fixed ones, and those that {@code
 * Connection} names (RFC 9110, section 7.6.1).
 */
public final class HopByHop {
    private static final Set<String> FIXED = Set.of(
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

    private HopByHop() {}

    /** The headers that may go further. */
    public static Headers strip(Headers headers) {
        Set<String> named = namedByConnection(headers);
        Headers.Builder kept = Headers.builder();
        headers.forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!FIXED.contains(lower) && !named.contains(lower)) {
                kept.add(name, value);
            }
        });
        return kept.build();
    }

    private static Set<String> namedByConnection(Headers headers) {
        List<String> connection = headers.all("Connection");
        if (connection.isEmpty()) {
            return Set.of();
        }
        Set<String> named = new HashSet<>();
        for (String value : connection) {
            for (String token : value.split(",", -1)) {
                named.add(token.strip().toLowerCase(Locale.ROOT));
            }
        }
        return named;
    }
}
