package dev.sluice.provider.local;

import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.ObjectNode;
import dev.sluice.core.spi.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The call of a function that a request insists on by its {@code tool_choice}: with arguments that its schema names as
 * default or example, else with the simplest that fit.
 *
 * @param name the function
 * @param arguments what it is called with, as JSON
 */
record ForcedCall(String name, String arguments) {
    /** Empty where the model may speak. */
    static Optional<ForcedCall> of(Parameters parameters, JsonCodec json) {
        List<JsonNode> functions = parameters.optional("tools").map(JsonNode::elements).orElse(List.of()).stream()
                .flatMap(tool -> tool.get("function").stream())
                .toList();
        Optional<String> named = parameters
                .optional("tool_choice")
                .flatMap(choice -> choice.get("function"))
                .flatMap(function -> function.get("name"))
                .flatMap(JsonNode::asText);
        boolean required = parameters
                .optional("tool_choice")
                .flatMap(JsonNode::asText)
                .filter("required"::equals)
                .isPresent();
        return functions.stream()
                .filter(function ->
                        required || (named.isPresent() && name(function).equals(named)))
                .findFirst()
                .map(function -> new ForcedCall(
                        name(function).orElse(""),
                        new String(
                                json.write(function.get("parameters")
                                        .map(ForcedCall::value)
                                        .orElse(JsonNode.object().build())),
                                StandardCharsets.UTF_8)));
    }

    private static Optional<String> name(JsonNode function) {
        return function.get("name").flatMap(JsonNode::asText);
    }

    private static JsonNode value(JsonNode schema) {
        Optional<JsonNode> given = Stream.of(
                        schema.get("default"), schema.get("const"), first(schema, "enum"), first(schema, "examples"))
                .flatMap(Optional::stream)
                .findFirst();
        return given.orElseGet(
                () -> switch (schema.get("type").flatMap(JsonNode::asText).orElse("object")) {
                    case "string" -> JsonNode.of("text");
                    case "integer", "number" -> JsonNode.of(1);
                    case "boolean" -> JsonNode.of(true);
                    case "array" -> JsonNode.array(List.of());
                    case "null" -> JsonNode.NullNode.NULL;
                    default -> object(schema);
                });
    }

    private static Optional<JsonNode> first(JsonNode schema, String member) {
        return schema.get(member).map(JsonNode::elements).orElse(List.of()).stream()
                .findFirst();
    }

    private static JsonNode object(JsonNode schema) {
        JsonNode.ObjectBuilder object = JsonNode.object();
        Map<String, JsonNode> properties = schema.get("properties")
                .filter(ObjectNode.class::isInstance)
                .map(node -> ((ObjectNode) node).members())
                .orElse(Map.of());
        properties.forEach((name, property) -> object.put(name, value(property)));
        return object.build();
    }
}
