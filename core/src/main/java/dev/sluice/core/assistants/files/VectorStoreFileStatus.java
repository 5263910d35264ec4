package dev.sluice.core.assistants.files;

import dev.sluice.core.json.Extra;

/** How far the indexing of files is. */
public enum VectorStoreFileStatus {
    /** It is being indexed. */
    IN_PROGRESS,
    /** It can be searched. */
    COMPLETED,
    /** It cannot be searched; the file says why. */
    FAILED,
    /** It was taken back before it was indexed. */
    CANCELLED,
    /** A value that this version does not know; {@link Extra#asSent} of the record that has it says which. */
    UNKNOWN
}
