package dev.sluice.core.http;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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

    private HopByHop() {}

    /** The headers that may go further. */
    public static Headers strip(Headers headers) {
        return headers.without(of(headers));
    }

    /** Tells by their names which of these headers stay on this hop. */
    public static Predicate<String> of(Headers headers) {
        Set<String> named = namedByConnection(headers);
        return named.isEmpty() ? FIXED::contains : name -> FIXED.contains(name) || named.contains(name);
    }

    /** Whoever sends the headers chooses how many names there are. */
    private static Set<String> namedByConnection(Headers headers) {
        List<String> options = headers.all("Connection");
        for (String option : options) {
            if (!NAMING_NOTHING.contains(option)) {
                Set<String> named = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
                options.forEach(value ->
                        Stream.of(value.split(",", -1)).map(String::strip).forEach(named::add));
                return named;
            }
        }
        return Set.of();
    }
}
