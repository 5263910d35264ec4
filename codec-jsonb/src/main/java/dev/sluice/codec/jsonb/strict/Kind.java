package dev.sluice.codec.jsonb.strict;

import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.BooleanNode;
import dev.sluice.core.json.JsonNode.ObjectNode;
import java.util.List;

/** A value without limits. */
enum Kind implements Rule {
    /** True or false. */
    BOOLEAN("a boolean") {
        @Override
        public boolean fits(JsonNode value) {
            return value instanceof BooleanNode;
        }
    },
    /** Any object. */
    OBJECT("an object") {
        @Override
        public boolean fits(JsonNode value) {
            return value instanceof ObjectNode;
        }
    };

    private final String noun;

    Kind(String noun) {
        this.noun = noun;
    }

    @Override
    public void check(JsonNode value, Path at) {
        requireFit(value, at);
    }

    @Override
    public List<String> kinds() {
        return List.of(noun);
    }
}
