package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;
import java.util.List;

/**
 * The calls that a run waits for.
 *
 * @param toolCalls all of them
 * @param extra what the object held beyond this
 */
public record PendingToolCalls(List<RequiredToolCall> toolCalls, Extra extra) {
    public PendingToolCalls {
        toolCalls = List.copyOf(toolCalls);
    }

    /** One with no other members. */
    public PendingToolCalls(List<RequiredToolCall> toolCalls) {
        this(toolCalls, Extra.NONE);
    }

    /** Those of functions: all that are known to this version. */
    public List<RequiredToolCall.Function> functions() {
        return toolCalls.stream()
                .filter(RequiredToolCall.Function.class::isInstance)
                .map(RequiredToolCall.Function.class::cast)
                .toList();
    }
}
