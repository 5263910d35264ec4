package dev.sluice.core.assistants.request;

import dev.sluice.core.json.Extra;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The output of a function.
 *
 * @param toolCallId the call
 * @param output what the function returned
 * @param extra what the object held beyond this
 */
public record ToolOutput(String toolCallId, Optional<String> output, Extra extra) {
    /** One with no other members. */
    public ToolOutput(String toolCallId, @Nullable String output) {
        this(toolCallId, Optional.ofNullable(output), Extra.NONE);
    }

    @Override
    public String toString() {
        return "ToolOutput[toolCallId=" + toolCallId + "]";
    }
}
