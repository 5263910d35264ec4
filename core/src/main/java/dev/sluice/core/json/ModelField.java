package dev.sluice.core.json;

import dev.sluice.core.http.Body;
import dev.sluice.core.http.Splice;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Where a body names its model.
 *
 * @param name the model's name, decoded
 * @param start the offset of the value in the body: of the opening quote in JSON, of the first byte in a form
 * @param end the offset after the value
 * @param quoted whether it is a JSON string, rather than the bare text of a form's field
 */
public record ModelField(String name, long start, long end, boolean quoted) {
    /** A model that is named in JSON. */
    public ModelField(String name, long start, long end) {
        this(name, start, end, true);
    }

    /** The body with another name in this place. Copies nothing but the new name: the rest are views of the slices. */
    public Body.Bytes replaceIn(Body.Bytes body, String replacement) {
        return renaming(replacement).in(body);
    }

    /** The same for a body that is partly on its way; the name stands in the part that was read already. */
    public Body replaceIn(Body body, String replacement) {
        return renaming(replacement).in(body);
    }

    /** The same field after a change elsewhere in the body. */
    public ModelField after(Splice change) {
        return change.start() < start
                ? new ModelField(name, start + change.growth(), end + change.growth(), quoted)
                : this;
    }

    private Splice renaming(String replacement) {
        String written = quoted ? Json.quote(replacement) : replacement;
        return new Splice(start, end, ByteBuffer.wrap(written.getBytes(StandardCharsets.UTF_8)));
    }
}
