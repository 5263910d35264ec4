package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;

/** How far a message is. */
public enum MessageStatus {
    /** It is being written. */
    IN_PROGRESS,
    /** It was begun and will not be completed. */
    INCOMPLETE,
    /** It is complete. */
    COMPLETED,
    /** A value that this version does not know; {@link Extra#asSent} of the record that has it says which. */
    UNKNOWN
}
