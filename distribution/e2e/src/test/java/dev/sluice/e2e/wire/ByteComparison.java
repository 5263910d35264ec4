package dev.sluice.e2e.wire;

import java.util.Arrays;

/** Byte for byte. */
final class ByteComparison {
    private ByteComparison() {}

    /** Fails with the place of the first difference. */
    static void requireIdentical(String what, byte[] expected, byte[] actual) {
        int at = Arrays.mismatch(expected, actual);
        if (at >= 0) {
            throw new AssertionError(what + ": " + actual.length + " bytes instead of " + expected.length
                    + ", the first difference is at " + at);
        }
    }
}
