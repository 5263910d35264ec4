package dev.sluice.provider.local;

import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.ArrayNode;
import dev.sluice.core.json.JsonNode.ObjectNode;
import dev.sluice.core.json.JsonNode.TextNode;
import java.util.List;
import java.util.OptionalLong;

/**
 * A checked request for a chat completion.
 *
 * @param sampling the parameters it shares with legacy completions
 * @param promptTokens an estimate of the prompt's size
 */
record ChatRequest(Sampling sampling, long promptTokens) {
    private static final List<String> ROLES = List.of("system", "assistant", "user", "function", "tool", "developer");

    static ChatRequest of(Parameters parameters) {
        long promptTokens = Tokens.ofBytes(messages(parameters.required("messages")));
        OptionalLong limit = parameters.integer("max_completion_tokens", 1, Integer.MAX_VALUE);
        OptionalLong oldLimit = parameters.integer("max_tokens", 1, Integer.MAX_VALUE);
        if (limit.isPresent() && oldLimit.isPresent()) {
            throw Rejections.reject(
                    "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.",
                    "max_tokens",
                    "invalid_parameter_combination");
        }
        return new ChatRequest(Sampling.of(parameters, limit.isPresent() ? limit : oldLimit), promptTokens);
    }

    /** Checks the messages; the bytes of their text. */
    private static long messages(JsonNode value) {
        if (!(value instanceof ArrayNode messages)) {
            throw Rejections.type("messages", "an array of objects", value);
        }
        if (messages.elements().isEmpty()) {
            throw Rejections.emptyArray("messages");
        }
        long bytes = 0;
        for (int i = 0; i < messages.elements().size(); i++) {
            bytes += message("messages[" + i + "]", messages.elements().get(i));
        }
        return bytes;
    }

    private static long message(String path, JsonNode value) {
        if (!(value instanceof ObjectNode message)) {
            throw Rejections.type(path, "an object", value);
        }
        Parameters parameters = new Parameters(message, path + ".");
        JsonNode role = parameters.required("role");
        if (!(role instanceof TextNode name)) {
            throw Rejections.type(path + ".role", "a string", role);
        }
        parameters.optionalEnum("role", ROLES);
        if (name.value().equals("assistant") || name.value().equals("function")) {
            return parameters
                    .optional("content")
                    .map(text -> content(path, text))
                    .orElse(0L);
        }
        return content(path, parameters.required("content"));
    }

    private static long content(String path, JsonNode value) {
        if (value instanceof TextNode text) {
            return Tokens.bytes(text.value());
        }
        if (!(value instanceof ArrayNode parts)) {
            throw Rejections.type(path + ".content", "one of a string or array of objects", value);
        }
        long bytes = 0;
        for (int i = 0; i < parts.elements().size(); i++) {
            bytes += part(path + ".content[" + i + "]", parts.elements().get(i));
        }
        return bytes;
    }

    private static long part(String path, JsonNode value) {
        if (!(value instanceof ObjectNode part)) {
            throw Rejections.type(path, "an object", value);
        }
        Parameters parameters = new Parameters(part, path + ".");
        parameters.required("type");
        parameters.optionalString("type");
        return parameters.optionalString("text").map(Tokens::bytes).orElse(0L);
    }
}
