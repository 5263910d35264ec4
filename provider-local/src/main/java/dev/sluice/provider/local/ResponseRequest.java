package dev.sluice.provider.local;

import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.ArrayNode;
import dev.sluice.core.json.JsonNode.ObjectNode;
import dev.sluice.core.json.JsonNode.TextNode;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A checked request for a response.
 *
 * @param parameters the request
 * @param limit the most tokens of the answer
 * @param stream whether it is streamed
 * @param inputTokens an estimate of the input's size
 */
record ResponseRequest(Parameters parameters, OptionalLong limit, boolean stream, long inputTokens) {
    private static final int LEAST_LIMIT = 16;

    static ResponseRequest of(Parameters parameters) {
        long bytes = parameters.optional("input").map(ResponseRequest::input).orElse(0L)
                + parameters.optionalString("instructions").map(Tokens::bytes).orElse(0L);
        if (Stream.of("input", "previous_response_id", "prompt", "conversation")
                .noneMatch(name -> parameters.optional(name).isPresent())) {
            throw Rejections.reject(
                    "One of \"input\" or \"previous_response_id\" or 'prompt' or 'conversation_id' must be provided.",
                    "input",
                    "missing_required_parameter");
        }
        parameters.checkDecimal("temperature", 0, 2);
        parameters.checkDecimal("top_p", 0, 1);
        parameters.object("metadata");
        OptionalLong limit = parameters.integer("max_output_tokens", LEAST_LIMIT, Integer.MAX_VALUE);
        return new ResponseRequest(parameters, limit, parameters.flag("stream"), Tokens.ofBytes(bytes));
    }

    /** Checks the input; the bytes of its text. */
    private static long input(JsonNode input) {
        if (input instanceof TextNode text) {
            return Tokens.bytes(text.value());
        }
        if (!(input instanceof ArrayNode items)) {
            throw Rejections.type("input", "one of a string or array of objects", input);
        }
        long bytes = 0;
        for (int i = 0; i < items.elements().size(); i++) {
            JsonNode item = items.elements().get(i);
            if (!(item instanceof ObjectNode)) {
                throw Rejections.type("input[" + i + "]", "an object", item);
            }
            bytes += item.get("content").map(ResponseRequest::textIn).orElse(0L);
        }
        return bytes;
    }

    private static long textIn(JsonNode content) {
        return content.asText()
                .map(Tokens::bytes)
                .orElseGet(() -> content.elements().stream()
                        .flatMap(part -> part.get("text").stream())
                        .flatMap(text -> text.asText().stream())
                        .mapToLong(Tokens::bytes)
                        .sum());
    }
}
