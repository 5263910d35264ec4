package dev.sluice.testkit.fault;

/**
 * How and when the other side ended a connection.
 *
 * @param kind whether it said goodbye
 * @param nanos the {@link System#nanoTime()} at which this side learned of it
 */
public record PeerClose(Kind kind, long nanos) {
    /** The two ways. */
    public enum Kind {
        /** An orderly end: FIN. */
        CLOSED,
        /** A reset: RST. */
        RESET
    }

    static PeerClose now(Kind kind) {
        return new PeerClose(kind, System.nanoTime());
    }
}
