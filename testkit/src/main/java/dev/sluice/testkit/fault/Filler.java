package dev.sluice.testkit.fault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

/** Bodies of any size from one block of 16 KiB, repeated; so large ones are sent, and checked, without being held. */
public final class Filler {
    /** The size of the block. */
    public static final int BLOCK = 16 * 1024;

    private static final byte[] BYTES = new byte[BLOCK];

    static {
        new Random(20_260_101).nextBytes(BYTES);
    }

    private Filler() {}

    /** The block, read-only; its position and limit are the caller's own. */
    public static ByteBuffer block() {
        return ByteBuffer.wrap(BYTES).asReadOnlyBuffer();
    }

    /** The SHA-256 of that many bytes, as 64 lower-case hex digits. */
    public static String sha256(long bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (long left = bytes; left > 0; left -= BLOCK) {
                digest.update(BYTES, 0, (int) Math.min(left, BLOCK));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    static void write(Wire wire, long bytes) throws IOException, InterruptedException {
        for (long left = bytes; left > 0; left -= BLOCK) {
            wire.write(left < BLOCK ? Arrays.copyOf(BYTES, (int) left) : BYTES);
        }
    }

    static void writeChunked(Wire wire, long bytes) throws IOException, InterruptedException {
        for (long left = bytes; left > 0; left -= BLOCK) {
            wire.write(chunk(BYTES, (int) Math.min(left, BLOCK)));
        }
    }

    /** The first bytes of {@code source} as one chunk with its framing. */
    static byte[] chunk(byte[] source, int length) {
        byte[] size = (Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] chunk = Arrays.copyOf(size, size.length + length + 2);
        System.arraycopy(source, 0, chunk, size.length, length);
        chunk[chunk.length - 2] = '\r';
        chunk[chunk.length - 1] = '\n';
        return chunk;
    }
}
