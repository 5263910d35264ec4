package dev.sluice.distribution;

/** The server cannot start; the message says why and what to do. */
final class StartFailure extends RuntimeException {
    StartFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
