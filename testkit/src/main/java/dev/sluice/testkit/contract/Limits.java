package dev.sluice.testkit.contract;

import dev.sluice.core.http.Timeouts;
import java.time.Duration;

/** How long contracts wait. */
final class Limits {
    /** Before something that must happen is called lost. */
    static final Duration SOON = Duration.ofSeconds(10);

    /** Before something that must not happen is believed not to. */
    static final Duration QUIET = Duration.ofMillis(400);

    /** Between a cancellation and the upstream seeing the connection end. The goal is 100 ms; the rest is for busy machines. */
    static final Duration CANCELLED = Duration.ofSeconds(1);

    /** A timeout that a test wants to see run out. */
    static final Duration SHORT = Duration.ofMillis(150);

    /** What the operating system may hold of a stream that nobody reads: both socket buffers, generously. */
    static final long BUFFERED = 32L << 20;

    /** Timeouts that no test reaches. */
    static final Timeouts PATIENT = new Timeouts(SOON, SOON, SOON);

    private Limits() {}
}
