package dev.sluice.core.assistants.files;

import dev.sluice.core.json.Extra;

/** Why a file cannot be indexed. */
public enum VectorStoreFileErrorCode {
    SERVER_ERROR,
    UNSUPPORTED_FILE,
    INVALID_FILE,
    /** A value that this version does not know; {@link Extra#asSent} of the record that has it says which. */
    UNKNOWN
}
