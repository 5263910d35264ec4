package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;

/** Which messages of a thread a run sees. */
public enum TruncationType {
    AUTO,
    LAST_MESSAGES,
    /** A value that this version does not know; {@link Extra#asSent} of the record that has it says which. */
    UNKNOWN
}
