package dev.sluice.core.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds the first of two bytes, eight at a time where there are many before it. */
public final class ByteSearch {
    /** So many are looked at one by one: most searches end there, and an interpreter does that faster. */
    private static final int NEARBY = 16;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private final byte one;
    private final byte other;
    private final long ones;
    private final long others;

    private ByteSearch(byte one, byte other) {
        this.one = one;
        this.other = other;
        this.ones = LOW_BITS * one;
        this.others = LOW_BITS * other;
    }

    /** A search for either of two ASCII characters, which may be the same. */
    public static ByteSearch of(char one, char other) {
        return new ByteSearch((byte) one, (byte) other);
    }

    /** Where the first is between these offsets; {@code end} where there is none. */
    public int in(byte[] bytes, int from, int end) {
        int nearby = Math.min(end, from + NEARBY);
        for (int i = from; i < nearby; i++) {
            if (isFound(bytes[i])) {
                return i;
            }
        }
        return farther(bytes, nearby, end);
    }

    private int farther(byte[] bytes, int from, int end) {
        int i = from;
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            long word = (long) WORDS.get(bytes, i);
            long hits = zeros(word ^ ones) | zeros(word ^ others);
            if (hits != 0) {
                return i + Long.numberOfTrailingZeros(hits) / Byte.SIZE;
            }
        }
        while (i < end && !isFound(bytes[i])) {
            i++;
        }
        return i;
    }

    private boolean isFound(byte b) {
        return b == one || b == other;
    }

    /** The high bit of the lowest byte that is zero; of higher ones perhaps others, too. */
    private static long zeros(long word) {
        return (word - LOW_BITS) & ~word & HIGH_BITS;
    }
}
