package dev.sluice.core.routing;

/**
 * What kind of failure an attempt met, as far as policies tell them apart. The names are those of LiteLLM's {@code
 * retry_policy} and {@code allowed_fails_policy}, without their suffix.
 */
public enum FailureClass {
    /** 400, 404, 409, 413, 415, 422 and every other 4xx that is none of the following. */
    BAD_REQUEST("BadRequestError"),
    /** 401 and 403. */
    AUTHENTICATION("AuthenticationError"),
    /** 408, 504, and an upstream that was silent for too long. */
    TIMEOUT("TimeoutError"),
    /** 429. */
    RATE_LIMIT("RateLimitError"),
    /** A 400 that refuses the content. */
    CONTENT_POLICY("ContentPolicyViolationError"),
    /** Every other 5xx, and an upstream that cannot be reached or broke off. */
    INTERNAL_SERVER("InternalServerError");

    private final String errorName;

    FailureClass(String errorName) {
        this.errorName = errorName;
    }

    /** The name of LiteLLM's exception for it. */
    public String errorName() {
        return errorName;
    }
}
