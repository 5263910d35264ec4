package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;
import dev.sluice.core.json.JsonNode;
import java.util.List;

/** What a step did. */
public sealed interface StepDetails {
    /**
     * It wrote a message.
     *
     * @param messageCreation the message
     * @param extra what the object held beyond this
     */
    record MessageCreation(CreatedMessage messageCreation, Extra extra) implements StepDetails {
        /** One with no other members. */
        public MessageCreation(CreatedMessage messageCreation) {
            this(messageCreation, Extra.NONE);
        }
    }

    /**
     * It called tools.
     *
     * @param toolCalls the calls
     * @param extra what the object held beyond this
     */
    record ToolCalls(List<ToolCall> toolCalls, Extra extra) implements StepDetails {
        public ToolCalls {
            toolCalls = List.copyOf(toolCalls);
        }

        /** One with no other members. */
        public ToolCalls(List<ToolCall> toolCalls) {
            this(toolCalls, Extra.NONE);
        }
    }

    /**
     * A kind that this version does not know.
     *
     * @param raw the value as it came
     */
    record Unknown(JsonNode raw) implements StepDetails {
        @Override
        public String toString() {
            return "Unknown";
        }
    }
}
