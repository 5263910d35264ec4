package dev.sluice.core.json;

import dev.sluice.core.http.Body;
import dev.sluice.core.http.PrefixedPublisher;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Where a JSON body names its model.
 *
 * @param name the model's name, decoded
 * @param start the offset of the value's opening quote in the body
 * @param end the offset after its closing quote
 */
public record ModelField(String name, long start, long end) {
    /** The body with another name in this place. Copies nothing but the new name: the rest are views of the slices. */
    public Body.Bytes replaceIn(Body.Bytes body, String replacement) {
        byte[] quoted = Json.quote(replacement).getBytes(StandardCharsets.UTF_8);
        List<ByteBuffer> slices = new ArrayList<>(body.slices().size() + 2);
        copy(body.slices(), 0, start, slices);
        slices.add(ByteBuffer.wrap(quoted));
        copy(body.slices(), end, body.size(), slices);
        return new Body.Bytes(slices, body.size() - (end - start) + quoted.length);
    }

    /** The same for a body that is partly on its way; the name stands in the part that was read already. */
    public Body replaceIn(Body body, String replacement) {
        if (body instanceof Body.Bytes bytes) {
            return replaceIn(bytes, replacement);
        }
        if (body instanceof Body.Stream stream && stream.publisher() instanceof PrefixedPublisher prefixed) {
            Body.Bytes prefix = replaceIn(prefixed.prefix(), replacement);
            long growth = prefix.size() - prefixed.prefix().size();
            OptionalLong length = stream.length().isPresent()
                    ? OptionalLong.of(stream.length().getAsLong() + growth)
                    : OptionalLong.empty();
            return new Body.Stream(new PrefixedPublisher(prefix, prefixed.rest()), length);
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
                target.add(slice.slice(slice.position() + first, last - first));
            }
            offset += size;
        }
    }
}
