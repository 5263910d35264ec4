package dev.sluice.codec.jsonb.bind;

import dev.sluice.codec.jsonb.tree.JsonNodeWriter;
import dev.sluice.core.json.Extra;
import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.ObjectNode;
import jakarta.json.stream.JsonGenerator;

/**
 * The member that tells an object's type, for which the record's class stands.
 *
 * @param name {@code object} or {@code type}
 * @param word what it says
 * @param position how many members stand before it
 */
record Tag(String name, String word, int position) {
    /** Whether the object tells so. */
    boolean isIn(ObjectNode object) {
        return object.get(name).flatMap(JsonNode::asText).filter(word::equals).isPresent();
    }

    /** Writes it, as it was sent where that was different. */
    void write(Extra extra, JsonGenerator out) {
        if (extra.asSent().containsKey(name)) {
            extra.asSent(name).ifPresent(sent -> {
                out.writeKey(name);
                JsonNodeWriter.write(sent, out);
            });
        } else {
            out.write(name, word);
        }
    }
}
