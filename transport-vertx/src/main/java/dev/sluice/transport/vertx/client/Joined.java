package dev.sluice.transport.vertx.client;

import java.nio.ByteBuffer;
import java.util.Deque;

/** Makes one piece of many small ones; large ones stay as they are. */
final class Joined {
    private static final int LARGEST = 32 << 10;

    private Joined() {}

    /** Takes the first of the pieces, with as many of those behind it as fit. */
    static ByteBuffer next(Deque<ByteBuffer> pieces) {
        ByteBuffer first = pieces.remove();
        int size = first.remaining();
        int more = 0;
        for (ByteBuffer piece : pieces) {
            if (size + piece.remaining() > LARGEST) {
                break;
            }
            size += piece.remaining();
            more++;
        }
        if (more == 0) {
            return first;
        }
        ByteBuffer joined = ByteBuffer.allocate(size).put(first);
        for (; more > 0; more--) {
            joined.put(pieces.remove());
        }
        return joined.flip();
    }
}
