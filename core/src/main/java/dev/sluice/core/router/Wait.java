package dev.sluice.core.router;

/**
 * Why a deployment may not be called now, and how long that may last.
 *
 * @param nanos from 0
 * @param limited whether a limit is the reason, the upstream's or one of the configuration; otherwise it failed
 */
record Wait(long nanos, boolean limited) {
    /** For what ends when some call does. */
    static final long A_MOMENT = 1_000_000_000;
}
