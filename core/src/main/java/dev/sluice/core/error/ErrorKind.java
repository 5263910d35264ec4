package dev.sluice.core.error;

import org.jspecify.annotations.Nullable;

/**
 * Every way a call can fail on our side, with the status and the OpenAI error type that clients see.
 *
 * <p>Answers of an upstream are never translated into one of these: they are relayed as they came.
 */
public enum ErrorKind {
    INVALID_REQUEST(400, "invalid_request_error", null),
    MODEL_NOT_FOUND(400, "invalid_request_error", "model_not_found"),
    NO_UPSTREAM(400, "invalid_request_error", "no_upstream"),
    UNAUTHENTICATED(401, "invalid_request_error", "invalid_api_key"),
    NOT_FOUND(404, "invalid_request_error", "not_found"),
    METHOD_NOT_ALLOWED(405, "invalid_request_error", "method_not_allowed"),
    REQUEST_TIMEOUT(408, "invalid_request_error", "request_timeout"),
    PAYLOAD_TOO_LARGE(413, "invalid_request_error", "payload_too_large"),
    /** Every deployment of the group rests because its upstream limits the rate, or is at a limit of the configuration. */
    RATE_LIMITED(429, "rate_limit_error", "rate_limit_exceeded"),
    /** The client left before the answer was complete. Nobody reads this answer; the record does. */
    CLIENT_CLOSED(499, "client_closed_request", "client_closed"),
    INTERNAL(500, "server_error", "internal_error"),
    UPSTREAM_UNREACHABLE(502, "server_error", "upstream_unreachable"),
    UPSTREAM_CLOSED(502, "server_error", "upstream_closed"),
    UPSTREAM_INVALID(502, "server_error", "upstream_invalid_response"),
    OVERLOADED(503, "server_error", "overloaded"),
    /** Every deployment of the group rests after failures. */
    NO_HEALTHY_DEPLOYMENT(503, "server_error", "no_healthy_deployment"),
    UPSTREAM_TIMEOUT(504, "server_error", "upstream_timeout");

    private final int status;
    private final String type;
    private final @Nullable String code;

    ErrorKind(int status, String type, @Nullable String code) {
        this.status = status;
        this.type = type;
        this.code = code;
    }

    /** The HTTP status, 400 to 599. */
    public int status() {
        return status;
    }

    /** The {@code error.type} of the body. */
    public String type() {
        return type;
    }

    /** The {@code error.code} of the body, or null. */
    public @Nullable String code() {
        return code;
    }
}
