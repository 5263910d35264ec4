package dev.sluice.core.error;

import org.jspecify.annotations.Nullable;

/**
 * Every way a call can fail on our side, with the status and the OpenAI error type that clients see.
 *
 * <p>Answers of an upstream are never translated into one of these: they are relayed as they came.
 */
public enum ErrorKind {
    /** The request cannot be understood, or says what is not allowed. */
    INVALID_REQUEST(400, "invalid_request_error", null),
    /** No model group has that name, and there is no default upstream. */
    MODEL_NOT_FOUND(400, "invalid_request_error", "model_not_found"),
    /** The configuration lacks what the call needs: an upstream, its key, its provider. */
    NO_UPSTREAM(400, "invalid_request_error", "no_upstream"),
    /** The key of the gateway is missing or wrong. */
    UNAUTHENTICATED(401, "invalid_request_error", "invalid_api_key"),
    /** The gateway itself has nothing under that path or id. */
    NOT_FOUND(404, "invalid_request_error", "not_found"),
    /** The path is the gateway's own, and the method is not for it. */
    METHOD_NOT_ALLOWED(405, "invalid_request_error", "method_not_allowed"),
    /** The client did not send its request in time. */
    REQUEST_TIMEOUT(408, "invalid_request_error", "request_timeout"),
    /** The body is larger than the configuration allows. */
    PAYLOAD_TOO_LARGE(413, "invalid_request_error", "payload_too_large"),
    /** Every deployment of the group rests because its upstream limits the rate, or is at a limit of the configuration. */
    RATE_LIMITED(429, "rate_limit_error", "rate_limit_exceeded"),
    /** The client left before the answer was complete. Nobody reads this answer; the record does. */
    CLIENT_CLOSED(499, "client_closed_request", "client_closed"),
    /** A fault of the gateway; its message tells nothing of the cause. */
    INTERNAL(500, "server_error", "internal_error"),
    /** No connection to the upstream could be made. */
    UPSTREAM_UNREACHABLE(502, "server_error", "upstream_unreachable"),
    /** The upstream closed its connection before its answer was complete. */
    UPSTREAM_CLOSED(502, "server_error", "upstream_closed"),
    /** What the upstream sent is no HTTP, or no document where one is needed. */
    UPSTREAM_INVALID(502, "server_error", "upstream_invalid_response"),
    /** The gateway has no room for another call; the answer says when to come back. */
    OVERLOADED(503, "server_error", "overloaded"),
    /** Every deployment of the group rests after failures. */
    NO_HEALTHY_DEPLOYMENT(503, "server_error", "no_healthy_deployment"),
    /** The upstream did not connect, answer or go on in time. */
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
