package dev.sluice.codec.jsonb.tree;

import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.ArrayNode;
import dev.sluice.core.json.JsonNode.BooleanNode;
import dev.sluice.core.json.JsonNode.NullNode;
import dev.sluice.core.json.JsonNode.NumberNode;
import dev.sluice.core.json.JsonNode.ObjectNode;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a tree from Parsson's events. Keeps the open containers itself: a thousand levels are too much for some stacks. */
final class JsonNodeReader {
    private final JsonParser parser;
    private final Deque<Container> open = new ArrayDeque<>();

    private JsonNodeReader(JsonParser parser) {
        this.parser = parser;
    }

    /** The value that begins with the parser's next event. */
    static JsonNode read(JsonParser parser) {
        return new JsonNodeReader(parser).read();
    }

    private JsonNode read() {
        while (true) {
            Event event = parser.next();
            switch (event) {
                case START_OBJECT -> enter(new ObjectContainer());
                case START_ARRAY -> enter(new ArrayContainer());
                case KEY_NAME -> open.element().name(parser);
                default -> {
                    JsonNode value = value(event);
                    if (open.isEmpty()) {
                        return value;
                    }
                    open.element().add(value);
                }
            }
        }
    }

    private JsonNode value(Event event) {
        return switch (event) {
            case VALUE_STRING -> JsonNode.of(parser.getString());
            case VALUE_NUMBER -> new NumberNode(parser.getString());
            case VALUE_TRUE -> BooleanNode.TRUE;
            case VALUE_FALSE -> BooleanNode.FALSE;
            case VALUE_NULL -> NullNode.NULL;
            default -> open.pop().close();
        };
    }

    private void enter(Container container) {
        if (open.size() == Documents.MAX_DEPTH) {
            throw RefusedJsonException.wellFormed(
                    "more than " + Documents.MAX_DEPTH + " levels of nesting", parser.getLocation());
        }
        open.push(container);
    }

    /** An array or object whose end has not come. */
    private interface Container {
        default void name(JsonParser parser) {
            throw new IllegalStateException("Parsson gave a name outside of an object");
        }

        void add(JsonNode value);

        JsonNode close();
    }

    private static final class ArrayContainer implements Container {
        private final List<JsonNode> elements = new ArrayList<>();

        @Override
        public void add(JsonNode value) {
            elements.add(value);
        }

        @Override
        public JsonNode close() {
            return new ArrayNode(elements);
        }
    }

    private static final class ObjectContainer implements Container {
        private final Map<String, JsonNode> members = new LinkedHashMap<>();
        private String name = "";

        @Override
        public void name(JsonParser parser) {
            name = parser.getString();
            if (members.containsKey(name)) {
                throw RefusedJsonException.wellFormed("a member name is repeated", parser.getLocation());
            }
        }

        @Override
        public void add(JsonNode value) {
            members.put(name, value);
        }

        @Override
        public JsonNode close() {
            return new ObjectNode(members);
        }
    }
}
