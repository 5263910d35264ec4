package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;
import dev.sluice.core.json.JsonNode;

/** A call whose output a run waits for. */
public sealed interface RequiredToolCall {
    /**
     * A call of a function.
     *
     * @param id the id to submit the output under
     * @param function what is called
     * @param extra what the object held beyond this
     */
    record Function(String id, RequiredFunction function, Extra extra) implements RequiredToolCall {
        /** One with no other members. */
        public Function(String id, RequiredFunction function) {
            this(id, function, Extra.NONE);
        }
    }

    /**
     * A kind that this version does not know.
     *
     * @param raw the value as it came
     */
    record Unknown(JsonNode raw) implements RequiredToolCall {
        @Override
        public String toString() {
            return "Unknown";
        }
    }
}
