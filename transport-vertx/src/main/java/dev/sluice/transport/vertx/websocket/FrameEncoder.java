package dev.sluice.transport.vertx.websocket;

import dev.sluice.core.realtime.Frame;
import dev.sluice.transport.vertx.stream.Buffers;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.List;

/** Writes frames as bytes: with the shortest head that will do, and masked where that is a must. */
final class FrameEncoder {
    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int ONE_BYTE = 125;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;
    private static final int LONGEST_HEAD = 14;
    private static final int WORTH_COPYING = 4 << 10;

    private FrameEncoder() {}

    /** The bytes of the frame; a large payload that need not be masked is not copied. */
    static Buffer encode(Frame frame, boolean masked) {
        int size = frame.size();
        boolean copied = masked || size <= WORTH_COPYING;
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST_HEAD + (copied ? size : 0));
        bytes.put((byte) (opcode(frame.kind()) | (frame.last() ? FIN : 0)));
        int maskBit = masked ? MASKED : 0;
        if (size <= ONE_BYTE) {
            bytes.put((byte) (maskBit | size));
        } else if (size <= 0xFFFF) {
            bytes.put((byte) (maskBit | TWO_BYTES)).putShort((short) size);
        } else {
            bytes.put((byte) (maskBit | EIGHT_BYTES)).putLong(size);
        }
        if (!copied) {
            return Buffers.toVertx(List.of(bytes.flip(), frame.payload().duplicate()));
        }
        int key = masked ? Mask.newKey() : 0;
        if (masked) {
            bytes.putInt(key);
        }
        int start = bytes.position();
        bytes.put(frame.payload().duplicate());
        if (masked) {
            Mask.apply(key, 0, bytes.array(), start, size);
        }
        return Buffers.toVertx(bytes.flip());
    }

    private static int opcode(Frame.Kind kind) {
        return switch (kind) {
            case CONTINUATION -> 0;
            case TEXT -> 1;
            case BINARY -> 2;
            case CLOSE -> 8;
            case PING -> 9;
            case PONG -> 10;
        };
    }
}
