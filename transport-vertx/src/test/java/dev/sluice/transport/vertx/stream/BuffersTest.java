package dev.sluice.transport.vertx.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BuffersTest {
    private static ByteBuffer slice(String text, int from, int to) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII), from, to - from);
    }

    private static ByteBuf joined(ByteBuffer... slices) {
        return ((BufferInternal) Buffers.toVertx(List.of(slices))).getByteBuf();
    }

    @Test
    void smallSlicesBecomeOnePieceAndStayAsTheyWere() {
        ByteBuffer first = slice("abcd", 1, 3);
        ByteBuffer second =
                ByteBuffer.allocateDirect(2).put((byte) 'x').put((byte) 'y').flip();
        ByteBuf all = joined(first, second.asReadOnlyBuffer(), slice("", 0, 0), slice("z", 0, 1));
        assertThat(all.toString(StandardCharsets.US_ASCII)).isEqualTo("bcxyz");
        assertThat(all.nioBufferCount()).isEqualTo(1);
        assertThat(first).isEqualTo(slice("abcd", 1, 3));
        assertThat(second.remaining()).isEqualTo(2);
    }

    @Test
    void largeSlicesAreNotCopied() {
        ByteBuffer large = ByteBuffer.allocate(32 << 10);
        ByteBuf all = joined(large, slice("!", 0, 1));
        large.put(0, (byte) 7);
        assertThat(all.getByte(0)).isEqualTo((byte) 7);
        assertThat(all.readableBytes()).isEqualTo((32 << 10) + 1);
    }

    @Test
    void noSlicesAreNoBytes() {
        assertThat(joined().readableBytes()).isZero();
    }
}
