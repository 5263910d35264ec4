package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;

/** What was deleted. */
public enum DeletedObject {
    ASSISTANT,
    THREAD,
    MESSAGE,
    VECTOR_STORE,
    VECTOR_STORE_FILE,
    /** A value that this version does not know; {@link Extra#asSent} of the record that has it says which. */
    UNKNOWN
}
