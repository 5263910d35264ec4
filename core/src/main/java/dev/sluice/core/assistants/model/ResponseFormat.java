package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;
import dev.sluice.core.json.JsonNode;

/** What the model must answer. */
public sealed interface ResponseFormat {
    /** A format that is one word. */
    enum Mode implements ResponseFormat {
        /** As the model likes. */
        AUTO
    }

    /**
     * Text.
     *
     * @param extra what the object held beyond this
     */
    record Text(Extra extra) implements ResponseFormat {
        /** One with no other members. */
        public Text() {
            this(Extra.NONE);
        }
    }

    /**
     * JSON of any shape; the instructions must ask for JSON.
     *
     * @param extra what the object held beyond this
     */
    record JsonObject(Extra extra) implements ResponseFormat {
        /** One with no other members. */
        public JsonObject() {
            this(Extra.NONE);
        }
    }

    /**
     * JSON that matches a schema.
     *
     * @param jsonSchema the schema
     * @param extra what the object held beyond this
     */
    record JsonSchema(JsonSchemaFormat jsonSchema, Extra extra) implements ResponseFormat {
        /** One with no other members. */
        public JsonSchema(JsonSchemaFormat jsonSchema) {
            this(jsonSchema, Extra.NONE);
        }
    }

    /**
     * JSON that matches a schema to the letter.
     *
     * @param name what the schema is called: letters, digits, dashes and underscores, at most 64
     */
    static ResponseFormat jsonSchema(String name, JsonNode schema) {
        return new JsonSchema(new JsonSchemaFormat(name, null, schema, true));
    }

    /**
     * A kind that this version does not know.
     *
     * @param raw the value as it came
     */
    record Unknown(JsonNode raw) implements ResponseFormat {
        @Override
        public String toString() {
            return "Unknown";
        }
    }
}
