package dev.sluice.testkit.fault;

import java.time.Duration;

/** How long these tests wait before they call something lost. */
final class Limits {
    static final Duration SOON = Duration.ofSeconds(10);

    private Limits() {}
}
