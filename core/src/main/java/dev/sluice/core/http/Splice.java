package dev.sluice.core.http;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * A change of a body: other bytes in the place of some. Nothing else of the body is copied.
 *
 * @param start the offset of the first byte that is replaced
 * @param end the offset after the last
 * @param replacement what stands there instead; perhaps nothing
 */
public record Splice(long start, long end, ByteBuffer replacement) {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** A change that takes bytes away. */
    public static Splice removal(long start, long end) {
        return new Splice(start, end, NOTHING);
    }

    /** By how many bytes the body grows. */
    public long growth() {
        return replacement.remaining() - (end - start);
    }

    /** The changed body: its slices around the replacement, and views of those that it cuts. */
    public Body.Bytes in(Body.Bytes body) {
        List<ByteBuffer> slices = new ArrayList<>(body.slices().size() + 2);
        copy(body.slices(), 0, start, slices);
        if (replacement.hasRemaining()) {
            slices.add(replacement.duplicate());
        }
        copy(body.slices(), end, body.size(), slices);
        return new Body.Bytes(slices, body.size() + growth());
    }

    /** The same for a body that is partly on its way; the place must be in the part that was read already. */
    public Body in(Body body) {
        if (body instanceof Body.Bytes bytes) {
            return in(bytes);
        }
        if (body instanceof Body.Stream stream && stream.publisher() instanceof PrefixedPublisher prefixed) {
            OptionalLong length = stream.length().isPresent()
                    ? OptionalLong.of(stream.length().getAsLong() + growth())
                    : OptionalLong.empty();
            return new Body.Stream(new PrefixedPublisher(in(prefixed.prefix()), prefixed.rest()), length);
        }
        return body;
    }

    private static void copy(List<ByteBuffer> source, long from, long to, List<ByteBuffer> target) {
        long offset = 0;
        for (ByteBuffer slice : source) {
            int size = slice.remaining();
            int first = (int) Math.max(0, Math.min(size, from - offset));
            int last = (int) Math.max(0, Math.min(size, to - offset));
            if (first < last) {
                target.add(last - first == size ? slice : slice.slice(slice.position() + first, last - first));
            }
            offset += size;
        }
    }
}
