package dev.sluice.codec.jsonb;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Types that are not the model's, by JSON Binding: what a program makes of a function's arguments, say. Yasson is made when
 * it is first needed, which most programs never do.
 */
final class OtherTypes {
    private static final class Holder {
        static final Jsonb JSONB = JsonbBuilder.create();
    }

    /** The value of a document that is known to be well-formed; null where the document does not fit the type. */
    <T> @Nullable T read(byte[] json, Class<T> type) {
        try {
            return Holder.JSONB.fromJson(new String(json, StandardCharsets.UTF_8), type);
        } catch (JsonbException unfit) {
            // Its message may tell of the content.
            return null;
        }
    }

    /** The document of a value. */
    String write(Object value) {
        try {
            return Holder.JSONB.toJson(value);
        } catch (JsonbException unfit) {
            throw new IllegalArgumentException("No JSON for " + value.getClass().getName());
        }
    }
}
