package dev.sluice.core.assistants.event;

import dev.sluice.core.json.Extra;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Growth of a step.
 *
 * @param stepDetails growth of its details
 * @param extra what the object held beyond this
 */
public record RunStepChange(Optional<StepDetailsDelta> stepDetails, Extra extra) {
    /** One with no other members. */
    public RunStepChange(@Nullable StepDetailsDelta stepDetails) {
        this(Optional.ofNullable(stepDetails), Extra.NONE);
    }

    /** Growth of calls. */
    public static RunStepChange of(ToolCallDelta... calls) {
        return new RunStepChange(new StepDetailsDelta.ToolCalls(List.of(calls)));
    }
}
