package dev.sluice.transport.vertx.server;

import io.vertx.core.http.HttpMethod;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The methods that a path allows.
 *
 * @param allowed the methods
 * @param header the value of the {@code Allow} header
 */
record Methods(Set<HttpMethod> allowed, String header) {
    /** What the gateway answers by itself. */
    static final Methods READING = of(HttpMethod.GET, HttpMethod.HEAD);

    /** What is relayed. */
    static final Methods RELAYED = of(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE,
            HttpMethod.OPTIONS);

    private static Methods of(HttpMethod... methods) {
        Set<HttpMethod> allowed = Set.of(methods);
        return new Methods(
                allowed, allowed.stream().map(HttpMethod::name).sorted().collect(Collectors.joining(", ")));
    }

    boolean allow(HttpMethod method) {
        return allowed.contains(method);
    }
}
