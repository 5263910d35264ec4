package dev.sluice.codec.jsonb.strict;

import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An object whose {@code type} tells which members it has. Immutable. */
final class Tagged implements Rule {
    private static final String TYPE = "type";

    /** No types. */
    static final Tagged NONE = new Tagged(Map.of());

    private final Map<String, Shape> shapes;

    private Tagged(Map<String, Shape> shapes) {
        this.shapes = shapes;
    }

    /** The same with one more type; the shape is that of the other members. */
    Tagged or(String type, Shape shape) {
        Map<String, Shape> more = new LinkedHashMap<>(shapes);
        more.put(type, shape.required(TYPE, Text.ANY));
        return new Tagged(more);
    }

    @Override
    public void check(JsonNode value, Path at) {
        requireFit(value, at);
        JsonNode type = value.get(TYPE).orElseThrow(() -> Refusal.missing(at.member(TYPE)));
        Text.oneOf(shapes.keySet().toArray(String[]::new)).check(type, at.member(TYPE));
        Shape shape = shapes.get(type.asText().orElseThrow());
        if (shape != null) {
            shape.check(value, at);
        }
    }

    /** The types, in their order. */
    List<String> types() {
        return List.copyOf(shapes.keySet());
    }

    @Override
    public List<String> kinds() {
        return List.of("an object");
    }

    @Override
    public boolean fits(JsonNode value) {
        return value instanceof ObjectNode;
    }
}
