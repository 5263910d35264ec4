package dev.sluice.transport.vertx.stream;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.ByteBuffer;
import java.util.List;

/** The same bytes as Vert.x buffer and as ByteBuffer. Both are views of memory that the garbage collector owns. */
public final class Buffers {
    private Buffers() {}

    /** A view of the buffer. */
    public static ByteBuffer toNio(Buffer buffer) {
        return ((BufferInternal) buffer).getByteBuf().nioBuffer();
    }

    /** A view of the bytes between position and limit. */
    public static Buffer toVertx(ByteBuffer bytes) {
        return BufferInternal.buffer(Unpooled.wrappedBuffer(bytes));
    }

    /** A view of all the slices, one after another. */
    public static Buffer toVertx(List<ByteBuffer> slices) {
        return slices.size() == 1
                ? toVertx(slices.get(0))
                : BufferInternal.buffer(Unpooled.wrappedBuffer(slices.toArray(ByteBuffer[]::new)));
    }
}
