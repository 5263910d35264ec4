package dev.sluice.core.assistants.event;

import dev.sluice.core.assistants.model.RunStep;

/** What happens to a step of a run. */
public sealed interface RunStepEvent extends AssistantStreamEvent {
    /**
     * The step was begun.
     *
     * @param step the step
     */
    record Created(RunStep step) implements RunStepEvent {}

    /**
     * The step is being worked on.
     *
     * @param step the step
     */
    record InProgress(RunStep step) implements RunStepEvent {}

    /**
     * The step grew.
     *
     * @param delta by what
     */
    record Delta(RunStepDelta delta) implements RunStepEvent {}

    /**
     * The step is complete.
     *
     * @param step the step
     */
    record Completed(RunStep step) implements RunStepEvent {}

    /**
     * The step failed.
     *
     * @param step the step
     */
    record Failed(RunStep step) implements RunStepEvent {}

    /**
     * The step was cancelled with its run.
     *
     * @param step the step
     */
    record Cancelled(RunStep step) implements RunStepEvent {}

    /**
     * The step took too long.
     *
     * @param step the step
     */
    record Expired(RunStep step) implements RunStepEvent {}
}
