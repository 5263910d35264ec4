package dev.sluice.core.bytes;

import java.nio.ByteBuffer;

/** The remaining bytes of a buffer as a part of an array. */
public final class Piece {
    private Piece() {}

    /** The buffer's own array where it shows it, else a copy of what remains. The buffer's position stays. */
    @SuppressWarnings("ByteBufferBackingArray") // Its offset is what start() tells.
    public static byte[] array(ByteBuffer buffer) {
        if (buffer.hasArray()) {
            return buffer.array();
        }
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return copy;
    }

    /** Where in that array what remains begins; it has {@link ByteBuffer#remaining} bytes. */
    public static int start(ByteBuffer buffer) {
        return buffer.hasArray() ? buffer.arrayOffset() + buffer.position() : 0;
    }
}
