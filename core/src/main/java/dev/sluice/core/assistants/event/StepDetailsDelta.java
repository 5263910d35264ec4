package dev.sluice.core.assistants.event;

import dev.sluice.core.assistants.model.CreatedMessage;
import dev.sluice.core.json.Extra;
import dev.sluice.core.json.JsonNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Growth of what a step did. */
public sealed interface StepDetailsDelta {
    /**
     * It writes a message.
     *
     * @param messageCreation the message
     * @param extra what the object held beyond this
     */
    record MessageCreation(Optional<CreatedMessage> messageCreation, Extra extra) implements StepDetailsDelta {
        /** One with no other members. */
        public MessageCreation(@Nullable CreatedMessage messageCreation) {
            this(Optional.ofNullable(messageCreation), Extra.NONE);
        }
    }

    /**
     * It calls tools.
     *
     * @param toolCalls growth of the calls
     * @param extra what the object held beyond this
     */
    record ToolCalls(List<ToolCallDelta> toolCalls, Extra extra) implements StepDetailsDelta {
        public ToolCalls {
            toolCalls = List.copyOf(toolCalls);
        }

        /** One with no other members. */
        public ToolCalls(List<ToolCallDelta> toolCalls) {
            this(toolCalls, Extra.NONE);
        }
    }

    /**
     * A kind that this version does not know.
     *
     * @param raw the value as it came
     */
    record Unknown(JsonNode raw) implements StepDetailsDelta {
        @Override
        public String toString() {
            return "Unknown";
        }
    }
}
