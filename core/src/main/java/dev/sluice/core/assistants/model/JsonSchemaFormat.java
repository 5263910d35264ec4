package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;
import dev.sluice.core.json.JsonNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A schema for answers.
 *
 * @param name its name, of at most 64 letters, digits, underscores and dashes
 * @param description what it is for, for the model to go by
 * @param schema a JSON Schema
 * @param strict whether answers must match it to the letter
 * @param extra what the object held beyond this
 */
public record JsonSchemaFormat(
        String name, Optional<String> description, Optional<JsonNode> schema, Optional<Boolean> strict, Extra extra) {
    /** One with no other members. */
    public JsonSchemaFormat(
            String name, @Nullable String description, @Nullable JsonNode schema, @Nullable Boolean strict) {
        this(
                name,
                Optional.ofNullable(description),
                Optional.ofNullable(schema),
                Optional.ofNullable(strict),
                Extra.NONE);
    }

    @Override
    public String toString() {
        return "JsonSchemaFormat";
    }
}
