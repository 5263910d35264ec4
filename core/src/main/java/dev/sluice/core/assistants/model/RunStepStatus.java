package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;

/** How far a step is. */
public enum RunStepStatus {
    /** It is being worked on. */
    IN_PROGRESS,
    /** It was cancelled with its run. */
    CANCELLED,
    /** It failed. */
    FAILED,
    /** It is complete. */
    COMPLETED,
    /** Its run took too long. */
    EXPIRED,
    /** A value that this version does not know; {@link Extra#asSent} of the record that has it says which. */
    UNKNOWN
}
