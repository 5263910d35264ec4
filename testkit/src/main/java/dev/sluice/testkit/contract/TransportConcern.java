package dev.sluice.testkit.contract;

/** What the tests of one concern of the transport need; {@link TransportContract} brings the concerns together. */
interface TransportConcern {
    /** The transport under test. */
    TransportBench bench();

    /** Whether this thread is the caller's event loop. */
    boolean isOnLoop();
}
