package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;

/** How far a run is. */
public enum RunStatus {
    /** It waits for its turn. */
    QUEUED,
    /** It is being worked on. */
    IN_PROGRESS,
    /** It waits for the outputs of functions. */
    REQUIRES_ACTION,
    /** It is to be cancelled, and not yet at rest. */
    CANCELLING,
    /** It was cancelled. */
    CANCELLED,
    /** It failed; the run says why. */
    FAILED,
    /** It is complete. */
    COMPLETED,
    /** It ended at a limit, before its answer was complete. */
    INCOMPLETE,
    /** It took too long: ten minutes, unless the server says otherwise. */
    EXPIRED,
    /** A value that this version does not know; {@link Extra#asSent} of the record that has it says which. */
    UNKNOWN;

    /** Whether the run will never change again. */
    public boolean isTerminal() {
        return switch (this) {
            case CANCELLED, FAILED, COMPLETED, INCOMPLETE, EXPIRED -> true;
            default -> false;
        };
    }

    /** Whether the run keeps its thread locked: no message can be added, and no other run be started. */
    public boolean locksThread() {
        return switch (this) {
            case QUEUED, IN_PROGRESS, REQUIRES_ACTION, CANCELLING -> true;
            default -> false;
        };
    }
}
