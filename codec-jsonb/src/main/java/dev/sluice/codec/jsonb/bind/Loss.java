package dev.sluice.codec.jsonb.bind;

/** Whether a value says all that the node it was read from said. */
final class Loss {
    private boolean taken;

    /** The value does not say all. */
    void take() {
        taken = true;
    }

    /** Whether it does not; forgets it for the next value. */
    boolean settle() {
        boolean was = taken;
        taken = false;
        return was;
    }
}
