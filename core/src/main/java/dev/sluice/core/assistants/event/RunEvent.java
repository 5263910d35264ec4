package dev.sluice.core.assistants.event;

import dev.sluice.core.assistants.model.Run;

/** What happens to a run. */
public sealed interface RunEvent extends AssistantStreamEvent {
    /** The run, as it is at this moment. */
    Run run();

    /**
     * The run was created.
     *
     * @param run the run
     */
    record Created(Run run) implements RunEvent {}

    /**
     * The run waits for its turn.
     *
     * @param run the run
     */
    record Queued(Run run) implements RunEvent {}

    /**
     * The run is being worked on.
     *
     * @param run the run
     */
    record InProgress(Run run) implements RunEvent {}

    /**
     * The run waits for outputs; the stream ends here.
     *
     * @param run the run
     */
    record RequiresAction(Run run) implements RunEvent {}

    /**
     * The run is complete.
     *
     * @param run the run
     */
    record Completed(Run run) implements RunEvent {}

    /**
     * The run ended before its answer was complete.
     *
     * @param run the run
     */
    record Incomplete(Run run) implements RunEvent {}

    /**
     * The run failed.
     *
     * @param run the run
     */
    record Failed(Run run) implements RunEvent {}

    /**
     * The run is to be cancelled.
     *
     * @param run the run
     */
    record Cancelling(Run run) implements RunEvent {}

    /**
     * The run was cancelled.
     *
     * @param run the run
     */
    record Cancelled(Run run) implements RunEvent {}

    /**
     * The run took too long.
     *
     * @param run the run
     */
    record Expired(Run run) implements RunEvent {}
}
