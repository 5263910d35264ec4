package dev.sluice.core.http;

import java.util.List;
import java.util.function.Predicate;
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

    /** What most connections say. */
    private static final HeaderNames NAMING_NOTHING = HeaderNames.of("keep-alive", "close");

    private static final HeaderNames NONE = HeaderNames.of();

    private HopByHop() {}

    /** The headers that may go further. */
    public static Headers strip(Headers headers) {
        return headers.without(of(headers));
    }

    /** Tells by their names which of these headers stay on this hop. */
    public static Predicate<String> of(Headers headers) {
        HeaderNames named = namedByConnection(headers);
        return named == NONE ? FIXED::contains : name -> FIXED.contains(name) || named.contains(name);
    }

    private static HeaderNames namedByConnection(Headers headers) {
        List<String> options = headers.all("Connection");
        for (String option : options) {
            if (!NAMING_NOTHING.contains(option)) {
                return HeaderNames.of(options.stream()
                        .flatMap(value -> Stream.of(value.split(",", -1)))
                        .map(String::strip)
                        .toList());
            }
        }
        return NONE;
    }
}
