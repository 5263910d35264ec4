package dev.sluice.codec.jsonb.bind;

import dev.sluice.core.json.JsonNode;
import jakarta.json.stream.JsonGenerator;
import org.jspecify.annotations.Nullable;

/** How values of one type stand in JSON. Thread-safe. */
interface Mapping<T> {
    /** The value of a node, or null where the node is nothing of this type; takes a loss where the value says less. */
    @Nullable
    T read(JsonNode node, Loss loss);

    /** The value of a member that is not there, or whose node is nothing of this type. */
    T absent();

    /** Whether a member with this value is left out. */
    default boolean omits(T value) {
        return false;
    }

    /** The value of a node that stands alone where a list of this type is due; null where it does not. */
    default @Nullable T readAlone(JsonNode node) {
        return null;
    }

    /** Writes the value. */
    void write(T value, JsonGenerator out);

    /** The value of a node, whatever the node is. */
    default T readAny(JsonNode node) {
        T value = read(node, new Loss());
        return value == null ? absent() : value;
    }
}
