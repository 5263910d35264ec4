package dev.sluice.core.assistants.files;

import dev.sluice.core.json.Extra;

/** How far the indexing of files is. */
public enum VectorStoreFileStatus {
    IN_PROGRESS,
    COMPLETED,
    FAILED,
    CANCELLED,
    /** A value that this version does not know; {@link Extra#asSent} of the record that has it says which. */
    UNKNOWN
}
