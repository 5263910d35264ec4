package dev.sluice.transport.vertx.websocket;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/** The key with which a client's payloads are masked: four bytes, over and over. */
final class Mask {
    static final int BYTES = 4;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final SecureRandom RANDOM = new SecureRandom();

    private Mask() {}

    static int newKey() {
        return RANDOM.nextInt();
    }

    /**
     * Masks, or unmasks, a part of a payload.
     *
     * @param offset where in the payload the part begins
     */
    static void apply(int key, long offset, byte[] bytes, int from, int length) {
        int turned = Integer.rotateLeft(key, (int) (offset & 3) * Byte.SIZE);
        long twice = (long) turned << Integer.SIZE | Integer.toUnsignedLong(turned);
        int i = from;
        int end = from + length;
        for (; i + Long.BYTES <= end; i += Long.BYTES) {
            LONGS.set(bytes, i, (long) LONGS.get(bytes, i) ^ twice);
        }
        for (int n = 0; i < end; i++, n++) {
            bytes[i] ^= (byte) (turned >>> ((BYTES - 1 - (n & 3)) * Byte.SIZE));
        }
    }
}
