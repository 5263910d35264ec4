package dev.sluice.core.assistants.files;

import dev.sluice.core.json.Extra;

/** How far a vector store is. */
public enum VectorStoreStatus {
    /** It was not used for too long, and is empty. */
    EXPIRED,
    /** Some of its files are being indexed. */
    IN_PROGRESS,
    /** All of its files are indexed, or have failed. */
    COMPLETED,
    /** A value that this version does not know; {@link Extra#asSent} of the record that has it says which. */
    UNKNOWN
}
