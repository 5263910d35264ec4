package dev.sluice.logging.otel.names;

/** Which conventions know a metric. */
enum Generation {
    BOTH,
    CURRENT_ONLY,
    LATEST_ONLY;

    boolean has(Conventions conventions) {
        return this == BOTH || (this == LATEST_ONLY) == (conventions == Conventions.LATEST);
    }
}
