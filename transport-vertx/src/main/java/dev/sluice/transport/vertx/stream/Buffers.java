package dev.sluice.transport.vertx.stream;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.ByteBuffer;
import java.util.List;

/** The same bytes as Vert.x buffer and as ByteBuffer. Both are in memory that the garbage collector owns. */
public final class Buffers {
    private static final int LARGEST_COPY = 32 << 10;

    private Buffers() {}

    /** A view of the buffer. */
    public static ByteBuffer toNio(Buffer buffer) {
        return ((BufferInternal) buffer).getByteBuf().nioBuffer();
    }

    /** A view of the bytes between position and limit. */
    public static Buffer toVertx(ByteBuffer bytes) {
        return BufferInternal.buffer(Unpooled.wrappedBuffer(bytes));
    }

    /** All the slices, one after another: a copy where that is cheaper than one view made of many. */
    public static Buffer toVertx(List<ByteBuffer> slices) {
        if (slices.size() == 1) {
            return toVertx(slices.get(0));
        }
        long size = 0;
        for (ByteBuffer slice : slices) {
            size += slice.remaining();
        }
        return BufferInternal.buffer(
                size <= LARGEST_COPY
                        ? Unpooled.wrappedBuffer(joined(slices, (int) size))
                        : Unpooled.wrappedBuffer(slices.toArray(ByteBuffer[]::new)));
    }

    private static byte[] joined(List<ByteBuffer> slices, int size) {
        byte[] all = new byte[size];
        int end = 0;
        for (ByteBuffer slice : slices) {
            slice.get(slice.position(), all, end, slice.remaining());
            end += slice.remaining();
        }
        return all;
    }
}
