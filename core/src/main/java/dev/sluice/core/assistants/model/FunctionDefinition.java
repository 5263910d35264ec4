package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;
import dev.sluice.core.json.JsonNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the model is told of a function.
 *
 * @param name its name, of letters, digits, underscores and dashes
 * @param description what it does, for the model to choose by
 * @param parameters a JSON Schema of type object; without one it takes no parameters
 * @param strict whether the model's arguments must match the schema to the letter
 * @param extra what the object held beyond this
 */
public record FunctionDefinition(
        String name,
        Optional<String> description,
        Optional<JsonNode> parameters,
        Optional<Boolean> strict,
        Extra extra) {
    /** One with no other members. */
    public FunctionDefinition(
            String name, @Nullable String description, @Nullable JsonNode parameters, @Nullable Boolean strict) {
        this(
                name,
                Optional.ofNullable(description),
                Optional.ofNullable(parameters),
                Optional.ofNullable(strict),
                Extra.NONE);
    }

    @Override
    public String toString() {
        return "FunctionDefinition";
    }
}
