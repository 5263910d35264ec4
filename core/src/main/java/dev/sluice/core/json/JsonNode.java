package dev.sluice.core.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A JSON value. Immutable; objects keep the order of their members, numbers their literal. */
public sealed interface JsonNode {
    /** The member of an object; empty where this is no object or has no such member. */
    default Optional<JsonNode> get(String member) {
        return Optional.empty();
    }

    /** The text of a string; empty for anything else. */
    default Optional<String> asText() {
        return Optional.empty();
    }

    /** The value of a boolean; empty for anything else. */
    default Optional<Boolean> asBoolean() {
        return Optional.empty();
    }

    /** The value of a number written as an integer that fits; empty for anything else. */
    default OptionalLong asLong() {
        return OptionalLong.empty();
    }

    /** The nearest value of a number, if it is finite; empty for anything else. */
    default OptionalDouble asDouble() {
        return OptionalDouble.empty();
    }

    /** The elements of an array; none for anything else. */
    default List<JsonNode> elements() {
        return List.of();
    }

    /** A string node of that text, which is escaped when it is written. */
    static JsonNode of(String text) {
        return new TextNode(text);
    }

    /** A number node. */
    static JsonNode of(long number) {
        return new NumberNode(Long.toString(number));
    }

    /** A boolean node. */
    static JsonNode of(boolean value) {
        return value ? BooleanNode.TRUE : BooleanNode.FALSE;
    }

    /** An array node. */
    static JsonNode array(List<JsonNode> elements) {
        return new ArrayNode(elements);
    }

    /** A builder for an object. */
    static ObjectBuilder object() {
        return new ObjectBuilder();
    }

    /**
     * An object.
     *
     * @param members by name, in the order they were written
     */
    record ObjectNode(Map<String, JsonNode> members) implements JsonNode {
        public ObjectNode {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        @Override
        public Optional<JsonNode> get(String member) {
            return Optional.ofNullable(members.get(member));
        }
    }

    /**
     * An array.
     *
     * @param elements in order
     */
    record ArrayNode(List<JsonNode> elements) implements JsonNode {
        public ArrayNode {
            elements = Collections.unmodifiableList(new ArrayList<>(elements));
        }
    }

    /**
     * A string.
     *
     * @param value its characters, nothing escaped
     */
    record TextNode(String value) implements JsonNode {
        @Override
        public Optional<String> asText() {
            return Optional.of(value);
        }
    }

    /**
     * A number, as it was written.
     *
     * @param literal such as {@code 1.10} or {@code -2e5}
     */
    record NumberNode(String literal) implements JsonNode {
        private static final int MOST_DIGITS = 19;

        @Override
        public OptionalLong asLong() {
            int digits = literal.startsWith("-") ? literal.length() - 1 : literal.length();
            if (digits > MOST_DIGITS
                    || !literal.chars().skip(literal.length() - digits).allMatch(Json::isDigit)) {
                return OptionalLong.empty();
            }
            try {
                return OptionalLong.of(Long.parseLong(literal));
            } catch (NumberFormatException outOfRange) {
                return OptionalLong.empty();
            }
        }

        @Override
        public OptionalDouble asDouble() {
            try {
                double value = Double.parseDouble(literal);
                return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
            } catch (NumberFormatException noNumber) {
                return OptionalDouble.empty();
            }
        }
    }

    /** A boolean. */
    enum BooleanNode implements JsonNode {
        /** Yes. */
        TRUE,
        /** No. */
        FALSE;

        @Override
        public Optional<Boolean> asBoolean() {
            return Optional.of(this == TRUE);
        }
    }

    /** The null literal. */
    enum NullNode implements JsonNode {
        /** The only one. */
        NULL
    }

    /** Collects the members of an object, in order. */
    final class ObjectBuilder {
        private final Map<String, JsonNode> members = new LinkedHashMap<>();

        private ObjectBuilder() {}

        /** Sets the member of that name. */
        public ObjectBuilder put(String name, JsonNode value) {
            members.put(name, value);
            return this;
        }

        /** Sets the member of that name to a text. */
        public ObjectBuilder put(String name, String text) {
            return put(name, of(text));
        }

        /** Sets the member of that name to a number. */
        public ObjectBuilder put(String name, long number) {
            return put(name, of(number));
        }

        /** Sets the member of that name to null. */
        public ObjectBuilder putNull(String name) {
            return put(name, NullNode.NULL);
        }

        /** The object. */
        public JsonNode build() {
            return new ObjectNode(members);
        }
    }
}
