package dev.sluice.transport.vertx.server;

import io.vertx.core.http.HttpMethod;
import java.util.Set;
import java.util.stream.Collectors;

/** The methods that paths allow. */
enum Methods {
    /** What the gateway answers by itself. */
    READING(Set.of(HttpMethod.GET, HttpMethod.HEAD)),
    /** What is relayed. */
    RELAYED(Set.of(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE,
            HttpMethod.OPTIONS));

    private final Set<HttpMethod> methods;
    private final String header;

    Methods(Set<HttpMethod> methods) {
        this.methods = methods;
        this.header = methods.stream().map(HttpMethod::name).sorted().collect(Collectors.joining(", "));
    }

    boolean allow(HttpMethod method) {
        return methods.contains(method);
    }

    /** The value of the {@code Allow} header. */
    String header() {
        return header;
    }
}
