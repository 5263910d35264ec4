package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;

/** Who speaks in a message. */
public enum Role {
    /** Whoever asks. */
    USER,
    /** Whoever answers. */
    ASSISTANT,
    /** A value that this version does not know; {@link Extra#asSent} of the record that has it says which. */
    UNKNOWN
}
