package dev.sluice.codec.jsonb.strict;

import dev.sluice.core.error.GatewayException;
import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.ArrayNode;
import dev.sluice.core.json.JsonNode.BooleanNode;
import dev.sluice.core.json.JsonNode.NullNode;
import dev.sluice.core.json.JsonNode.NumberNode;
import dev.sluice.core.json.JsonNode.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The words in which OpenAI refuses a request. */
final class Refusal {
    /** Of what was sent no more than this is repeated. */
    private static final int LONGEST_QUOTE = 128;

    private Refusal() {}

    /** {@code json} is no JSON. */
    static GatewayException notJson() {
        return GatewayException.invalidRequest(
                "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP"
                        + " library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid"
                        + " JSON. If you have trouble figuring out how to fix this, please contact us through our help"
                        + " center at help.openai.com.)",
                null,
                null);
    }

    static GatewayException missing(Path at) {
        return refusal("Missing required parameter: '" + at.text() + "'.", at, "missing_required_parameter");
    }

    static GatewayException unknown(Path at) {
        return refusal("Unknown parameter: '" + quote(at.text()) + "'.", at, "unknown_parameter");
    }

    static GatewayException type(Path at, List<String> kinds, JsonNode got) {
        String where = at.isRoot() ? "" : " for '" + quote(at.text()) + "'";
        return refusal(
                "Invalid type" + where + ": expected " + expected(kinds) + ", but got " + noun(got) + " instead.",
                at,
                "invalid_type");
    }

    static GatewayException value(Path at, String got, List<String> supported) {
        return refusal(
                "Invalid value: '" + quote(got) + "'. Supported values are: "
                        + list(supported.stream().map(Refusal::quoted).toList(), "and") + ".",
                at,
                "invalid_value");
    }

    static GatewayException tooLong(Path at, long most, long got) {
        return refusal(
                invalid(at) + "string too long. Expected a string with maximum length " + most
                        + ", but got a string with length " + got + " instead.",
                at,
                "string_above_max_length");
    }

    static GatewayException emptyString(Path at) {
        return refusal(
                invalid(at) + "string too short. Expected a string with minimum length 1, but got an empty string"
                        + " instead.",
                at,
                "empty_string");
    }

    static GatewayException pattern(Path at, String pattern) {
        return refusal(
                invalid(at) + "string does not match pattern. Expected a string that matches the pattern '" + pattern
                        + "'.",
                at,
                "invalid_value");
    }

    static GatewayException tooMany(Path at, int most, int got) {
        return refusal(
                invalid(at) + "array too long. Expected an array with maximum length " + most
                        + ", but got an array with length " + got + " instead.",
                at,
                "array_above_max_length");
    }

    static GatewayException emptyArray(Path at) {
        return refusal(
                invalid(at) + "empty array. Expected an array with minimum length 1, but got an empty array instead.",
                at,
                "empty_array");
    }

    /** A number beyond its limit; the noun is integer or decimal. */
    static GatewayException above(Path at, String noun, String most, String got) {
        return refusal(
                invalid(at) + noun + " above maximum value. Expected a value <= " + most + ", but got " + quote(got)
                        + " instead.",
                at,
                noun + "_above_max_value");
    }

    /** A number below its limit; the noun is integer or decimal. */
    static GatewayException below(Path at, String noun, String least, String got) {
        return refusal(
                invalid(at) + noun + " below minimum value. Expected a value >= " + least + ", but got " + quote(got)
                        + " instead.",
                at,
                noun + "_below_min_value");
    }

    static GatewayException tooManyProperties(Path at, int most, int got) {
        return refusal(
                invalid(at) + "too many properties. Expected an object with at most " + most
                        + " properties, but got an object with " + got + " properties instead.",
                at,
                "object_above_max_properties");
    }

    static GatewayException propertyName(Path at, String name, int most, int got) {
        return refusal(
                "Invalid property name in '" + at.text() + "': '" + quote(name)
                        + "' is too long. Expected a string with maximum length " + most
                        + ", but got a string with length " + got + " instead.",
                at.member(name),
                "property_name_above_max_length");
    }

    static GatewayException exclusive(Path at, String one, String other) {
        return refusal(
                invalid(at) + "expected either '" + one + "' or '" + other + "', but got both.", at, "invalid_value");
    }

    private static String invalid(Path at) {
        return "Invalid '" + quote(at.text()) + "': ";
    }

    private static GatewayException refusal(String message, Path at, String code) {
        return GatewayException.invalidRequest(message, at.isRoot() ? null : quote(at.text()), code);
    }

    /** Names and words of the client's, which may be of any length. */
    private static String quote(String sent) {
        return sent.length() <= LONGEST_QUOTE ? sent : sent.substring(0, LONGEST_QUOTE) + "…";
    }

    static String quoted(String word) {
        return "'" + word + "'";
    }

    /** {@code a string}, {@code one of a string or array}. */
    private static String expected(List<String> kinds) {
        List<String> nouns = new ArrayList<>(kinds);
        nouns.subList(1, nouns.size()).replaceAll(kind -> kind.replaceFirst("^an? ", ""));
        return (nouns.size() > 1 ? "one of " : "") + list(nouns, "or");
    }

    /** {@code a}, {@code a and b}, {@code a, b, and c}. */
    private static String list(List<String> words, String conjunction) {
        StringBuilder list = new StringBuilder(words.get(0));
        for (int i = 1; i < words.size(); i++) {
            list.append(words.size() > 2 ? ", " : " ");
            list.append(i == words.size() - 1 ? conjunction + " " : "");
            list.append(words.get(i));
        }
        return list.toString();
    }

    private static String noun(JsonNode node) {
        if (node instanceof ObjectNode) {
            return "an object";
        }
        if (node instanceof ArrayNode) {
            return "an array";
        }
        if (node instanceof NumberNode number) {
            return Numbers.isWhole(number.literal()) ? "an integer" : "a decimal";
        }
        if (node instanceof BooleanNode) {
            return "a boolean";
        }
        return node == NullNode.NULL ? "null" : "a string";
    }
}
