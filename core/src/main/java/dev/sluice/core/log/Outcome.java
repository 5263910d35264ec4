package dev.sluice.core.log;

/** How a call ended. */
public enum Outcome {
    /** The answer, whatever its status, reached its end. */
    COMPLETED,
    /** The client left first. */
    CLIENT_CLOSED,
    /** The upstream broke off, or could not be reached. */
    UPSTREAM_CLOSED,
    /** The upstream was silent for too long. */
    TIMEOUT
}
