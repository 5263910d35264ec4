package dev.sluice.core.assistants.files;

import dev.sluice.core.json.Extra;

/** How far a vector store is. */
public enum VectorStoreStatus {
    EXPIRED,
    IN_PROGRESS,
    COMPLETED,
    /** A value that this version does not know; {@link Extra#asSent} of the record that has it says which. */
    UNKNOWN
}
