package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;

/** What was deleted. */
public enum DeletedObject {
    /** An assistant. */
    ASSISTANT,
    /** A thread. */
    THREAD,
    /** A message. */
    MESSAGE,
    /** A vector store. */
    VECTOR_STORE,
    /** A file of a vector store; the file itself stays. */
    VECTOR_STORE_FILE,
    /** A value that this version does not know; {@link Extra#asSent} of the record that has it says which. */
    UNKNOWN
}
