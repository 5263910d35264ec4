package dev.sluice.provider.local;

import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.ArrayNode;
import dev.sluice.core.json.JsonNode.BooleanNode;
import dev.sluice.core.json.JsonNode.NumberNode;
import dev.sluice.core.json.JsonNode.ObjectNode;
import dev.sluice.core.json.JsonNode.TextNode;

/** What OpenAI's error messages call the types of JSON. */
final class TypeWords {
    private TypeWords() {}

    /** The type with its article: {@code an integer}, {@code null}. */
    static String of(JsonNode value) {
        if (value instanceof ObjectNode) {
            return "an object";
        } else if (value instanceof ArrayNode) {
            return "an array";
        } else if (value instanceof TextNode) {
            return "a string";
        } else if (value instanceof BooleanNode) {
            return "a boolean";
        } else if (value instanceof NumberNode number) {
            return isInteger(number) ? "an integer" : "a decimal";
        }
        return "null";
    }

    /** Whether the number is written without fraction and exponent. */
    static boolean isInteger(NumberNode number) {
        return number.literal().chars().allMatch(c -> c == '-' || Character.isDigit(c));
    }
}
