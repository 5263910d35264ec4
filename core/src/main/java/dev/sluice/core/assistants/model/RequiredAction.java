package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;
import dev.sluice.core.json.JsonNode;

/** What a run waits for. */
public sealed interface RequiredAction {
    /**
     * The outputs of functions, all of them in one request.
     *
     * @param submitToolOutputs the calls
     * @param extra what the object held beyond this
     */
    record SubmitToolOutputs(PendingToolCalls submitToolOutputs, Extra extra) implements RequiredAction {
        /** One with no other members. */
        public SubmitToolOutputs(PendingToolCalls submitToolOutputs) {
            this(submitToolOutputs, Extra.NONE);
        }
    }

    /**
     * A kind that this version does not know.
     *
     * @param raw the value as it came
     */
    record Unknown(JsonNode raw) implements RequiredAction {
        @Override
        public String toString() {
            return "Unknown";
        }
    }
}
