package dev.sluice.transport.vertx.server;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BooleanSupplier;

/** Liveness and readiness, for whoever watches the process; needs no key and leaves no record. */
final class HealthHandler implements Handler<RoutingContext> {
    private static final String NOT_ALLOWED = error("Only GET and HEAD are allowed here.", "method_not_allowed");
    private static final String UNKNOWN = error("Use /health/liveness or /health/readiness.", "not_found");

    private final BooleanSupplier draining;

    HealthHandler(BooleanSupplier draining) {
        this.draining = draining;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerResponse response = context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(CallIds.HEADER, CallIds.of(context.request().getHeader(CallIds.HEADER)));
        if (!Methods.READING.allow(context.request().method())) {
            response.setStatusCode(405)
                    .putHeader(HttpHeaders.ALLOW, Methods.READING.header())
                    .end(NOT_ALLOWED);
            return;
        }
        switch (context.normalizedPath()) {
            case "/health/liveliness", "/health/liveness" -> response.end("\"I'm alive!\"");
            case "/health/readiness" -> readiness(response);
            default -> response.setStatusCode(404).end(UNKNOWN);
        }
    }

    private static String error(String message, String code) {
        return "{\"error\":{\"message\":\"" + message
                + "\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"" + code + "\"}}";
    }

    private void readiness(HttpServerResponse response) {
        if (draining.getAsBoolean()) {
            response.setStatusCode(503).end("{\"status\":\"draining\"}");
        } else {
            response.end("{\"status\":\"healthy\"}");
        }
    }
}
