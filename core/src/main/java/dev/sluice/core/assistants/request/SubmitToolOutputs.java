package dev.sluice.core.assistants.request;

import dev.sluice.core.json.Extra;
import java.util.List;

/**
 * The outputs of all the functions that a run waits for.
 *
 * @param toolOutputs one for each call
 * @param stream whether the answer is a stream of events
 * @param extra what the object held beyond this
 */
public record SubmitToolOutputs(List<ToolOutput> toolOutputs, boolean stream, Extra extra) {
    public SubmitToolOutputs {
        toolOutputs = List.copyOf(toolOutputs);
    }

    /** One with no other members. */
    public SubmitToolOutputs(List<ToolOutput> toolOutputs, boolean stream) {
        this(toolOutputs, stream, Extra.NONE);
    }

    /** Outputs, answered by the run. */
    public static SubmitToolOutputs of(ToolOutput... outputs) {
        return new SubmitToolOutputs(List.of(outputs), false);
    }
}
