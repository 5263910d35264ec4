package dev.sluice.codec.jsonb.bind;

import dev.sluice.core.json.JsonNode;
import jakarta.json.stream.JsonGenerator;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One member of an object, and the component that stands for it.
 *
 * @param name the member's name
 * @param mapping its values
 * @param accessor the component's accessor
 * @param essential whether the object is nothing of its type without it
 */
record Member<T>(String name, Mapping<T> mapping, Method accessor, boolean essential) {
    /** The member's value in a record. */
    @SuppressWarnings("unchecked") // the mapping was made for the component's type
    T of(Object owner) {
        return (T) Reflection.invoke(accessor, owner);
    }

    /** Writes it, unless it is left out. */
    void write(T value, JsonGenerator out) {
        if (!mapping.omits(value)) {
            out.writeKey(name);
            mapping.write(value, out);
        }
    }

    /** Whether what was sent, or that nothing was, reads as this value. */
    boolean reads(Optional<JsonNode> sent, T value) {
        T read = sent.isPresent() ? mapping.readAny(sent.get()) : mapping.absent();
        return read.equals(value);
    }

    /** The value of a node, null where it is nothing of the member's type; takes a loss where it would be written otherwise. */
    @Nullable
    T read(JsonNode node, Loss loss) {
        T value = mapping.read(node, loss);
        if (value == null || mapping.omits(value)) {
            loss.take();
        }
        return value;
    }
}
