package dev.sluice.codec.jsonb.tree;

import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.ArrayNode;
import dev.sluice.core.json.JsonNode.BooleanNode;
import dev.sluice.core.json.JsonNode.NullNode;
import dev.sluice.core.json.JsonNode.NumberNode;
import dev.sluice.core.json.JsonNode.ObjectNode;
import dev.sluice.core.json.JsonNode.TextNode;
import jakarta.json.stream.JsonGenerator;
import java.util.Map;

/** Writes a tree to Parsson's generator. */
public final class JsonNodeWriter {
    private JsonNodeWriter() {}

    /** The node as the generator's next value. */
    public static void write(JsonNode node, JsonGenerator out) {
        write(node, out, 0);
    }

    private static void write(JsonNode node, JsonGenerator out, int depth) {
        if (node instanceof TextNode text) {
            out.write(text.value());
        } else if (node instanceof NumberNode number) {
            out.write(new LiteralNumber(number.literal()));
        } else if (node instanceof ObjectNode object) {
            requireRoom(depth);
            out.writeStartObject();
            for (Map.Entry<String, JsonNode> member : object.members().entrySet()) {
                out.writeKey(member.getKey());
                write(member.getValue(), out, depth + 1);
            }
            out.writeEnd();
        } else if (node instanceof ArrayNode array) {
            requireRoom(depth);
            out.writeStartArray();
            for (JsonNode element : array.elements()) {
                write(element, out, depth + 1);
            }
            out.writeEnd();
        } else if (node instanceof BooleanNode flag) {
            out.write(flag == BooleanNode.TRUE);
        } else if (node instanceof NullNode) {
            out.writeNull();
        }
    }

    private static void requireRoom(int depth) {
        if (depth == Documents.MAX_DEPTH) {
            throw new IllegalArgumentException("More than " + Documents.MAX_DEPTH + " levels of nesting");
        }
    }
}
