package dev.sluice.logging.otel.record;

import java.util.Set;

/** What HTTP's conventions say of names. */
final class HttpNames {
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "QUERY");

    /** TLS ends before the gateway. */
    static final String SCHEME = "http";

    private HttpNames() {}

    /** A client may write any word. */
    static String method(String written) {
        return METHODS.contains(written) ? written : KnownNames.OTHER;
    }
}
