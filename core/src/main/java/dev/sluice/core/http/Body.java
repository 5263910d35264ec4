package dev.sluice.core.http;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Flow;

/**
 * The body of a request or an answer. Only {@link Empty} and {@link Bytes} can be sent again.
 *
 * <p>Buffers are read-only by agreement: whoever reads one takes a {@code duplicate()} first.
 */
public sealed interface Body {
    /** No body. */
    Body EMPTY = new Empty();

    /** The number of bytes, where it is known before the end. */
    OptionalLong length();

    /** No body at all. */
    record Empty() implements Body {
        @Override
        public OptionalLong length() {
            return OptionalLong.of(0);
        }
    }

    /**
     * A body in memory, as the slices it arrived in.
     *
     * @param slices the slices in order
     * @param size the sum of their remaining bytes
     */
    record Bytes(List<ByteBuffer> slices, long size) implements Body {
        public Bytes {
            slices = List.copyOf(slices);
        }

        /** A body whose content is one slice, which is not copied. */
        public static Bytes of(byte[] content) {
            return new Bytes(List.of(ByteBuffer.wrap(content)), content.length);
        }

        @Override
        public OptionalLong length() {
            return OptionalLong.of(size);
        }
    }

    /**
     * A body that passes by once, under back-pressure. One subscriber only. Whoever drops it cancels the subscription;
     * a body that ends before it is complete ends with {@code onError}, never with {@code onComplete}.
     *
     * @param publisher the bytes
     * @param length the number of bytes, where it was announced
     */
    record Stream(Flow.Publisher<ByteBuffer> publisher, OptionalLong length) implements Body {}
}
