package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;

/** How far a run is. */
public enum RunStatus {
    QUEUED,
    IN_PROGRESS,
    REQUIRES_ACTION,
    CANCELLING,
    CANCELLED,
    FAILED,
    COMPLETED,
    INCOMPLETE,
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
