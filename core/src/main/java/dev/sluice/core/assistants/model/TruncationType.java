package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;

/** Which messages of a thread a run sees. */
public enum TruncationType {
    /** Messages in the middle are left out until the rest fits the model. */
    AUTO,
    /** The newest are kept, by their number. */
    LAST_MESSAGES,
    /** A value that this version does not know; {@link Extra#asSent} of the record that has it says which. */
    UNKNOWN
}
