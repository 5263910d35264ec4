package dev.sluice.provider.local;

/** A request that is answered with an error; never leaves the provider. Carries no stack trace. */
final class RejectedRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ApiError error;

    RejectedRequestException(ApiError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    ApiError error() {
        return error;
    }
}
