package dev.sluice.provider.local;

import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.ArrayNode;
import dev.sluice.core.json.JsonNode.NumberNode;
import dev.sluice.core.json.JsonNode.TextNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Texts as {@code input} and {@code prompt} hold them: a string, tokens, or an array of either. */
final class TextInputs {
    private static final int MOST = 2048;
    private static final String EXPECTED = "one of a string, array of strings, array of integers, or array of arrays";

    private TextInputs() {}

    /**
     * One text.
     *
     * @param text the text, or its tokens written out
     * @param tokens how many tokens it has
     */
    record TextInput(String text, long tokens) {}

    static List<TextInput> of(String param, JsonNode value) {
        if (value instanceof TextNode text) {
            return List.of(text(param, text));
        }
        if (!(value instanceof ArrayNode array)) {
            throw Rejections.type(param, EXPECTED, value);
        }
        List<JsonNode> elements = array.elements();
        if (elements.isEmpty()) {
            throw Rejections.emptyArray(param);
        }
        if (elements.get(0) instanceof NumberNode) {
            return List.of(tokens(param, array));
        }
        if (elements.size() > MOST) {
            throw Rejections.longArray(param, MOST, elements.size());
        }
        return IntStream.range(0, elements.size())
                .mapToObj(i -> element(param + "[" + i + "]", elements.get(i)))
                .toList();
    }

    private static TextInput element(String param, JsonNode value) {
        if (value instanceof TextNode text) {
            return text(param, text);
        }
        if (value instanceof ArrayNode array) {
            return tokens(param, array);
        }
        throw Rejections.type(param, "one of a string or array of integers", value);
    }

    private static TextInput text(String param, TextNode text) {
        if (text.value().isEmpty()) {
            throw Rejections.emptyString(param);
        }
        return new TextInput(text.value(), Tokens.in(text.value()));
    }

    private static TextInput tokens(String param, ArrayNode array) {
        if (array.elements().isEmpty()) {
            throw Rejections.emptyArray(param);
        }
        String written = IntStream.range(0, array.elements().size())
                .mapToObj(i -> token(param + "[" + i + "]", array.elements().get(i)))
                .collect(Collectors.joining(" "));
        return new TextInput(written, array.elements().size());
    }

    private static String token(String param, JsonNode value) {
        if (value instanceof NumberNode number && TypeWords.isInteger(number)) {
            return number.literal();
        }
        throw Rejections.type(param, "an integer", value);
    }
}
