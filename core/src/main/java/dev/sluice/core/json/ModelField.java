package dev.sluice.core.json;

import dev.sluice.core.http.Body;
import dev.sluice.core.http.Splice;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Where a body names its model, or could name it.
 *
 * @param name the model's name, decoded; empty where it is not named yet
 * @param start the offset in the body at which the name begins, with its opening quote in JSON
 * @param end the offset after it
 * @param quoted whether it is a JSON string, rather than the bare text of a form's field
 * @param before what has to be written before a name that is new in the body
 * @param after and what behind it
 */
public record ModelField(String name, long start, long end, boolean quoted, String before, String after) {
    /** A model that is named in JSON. */
    public ModelField(String name, long start, long end) {
        this(name, start, end, true, "", "");
    }

    /** A model that is named by a form's field. */
    public static ModelField ofForm(String name, long start, long end) {
        return new ModelField(name, start, end, false, "", "");
    }

    /** The body with this replacement of the name in its place. Copies nothing but the new name. */
    public Body.Bytes replaceIn(Body.Bytes body, String replacement) {
        return renaming(replacement).in(body);
    }

    /** The same replacement in a body that is partly on its way; the name stands in the part that was read already. */
    public Body replaceIn(Body body, String replacement) {
        return renaming(replacement).in(body);
    }

    /** The same field after a change elsewhere in the body. */
    public ModelField after(Splice change) {
        return change.start() < start
                ? new ModelField(name, start + change.growth(), end + change.growth(), quoted, before, after)
                : this;
    }

    private Splice renaming(String replacement) {
        String written = before + (quoted ? Json.quote(replacement) : replacement) + after;
        return new Splice(start, end, ByteBuffer.wrap(written.getBytes(StandardCharsets.UTF_8)));
    }
}
