package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;

/** How far a step is. */
public enum RunStepStatus {
    IN_PROGRESS,
    CANCELLED,
    FAILED,
    COMPLETED,
    EXPIRED,
    /** A value that this version does not know; {@link Extra#asSent} of the record that has it says which. */
    UNKNOWN
}
