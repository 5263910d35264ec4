package dev.sluice.core.api;

import java.util.function.BooleanSupplier;

/**
 * Refuses to wait where that would stop everything.
 *
 * @param onLoop whether the current thread is an event loop
 */
record BlockingGuard(BooleanSupplier onLoop) {
    void check() {
        if (onLoop.getAsBoolean()) {
            throw new IllegalStateException(
                    "This would block an event loop. Use Gateway.assistantsAsync() there, or call from a thread of"
                            + " your own.");
        }
    }
}
