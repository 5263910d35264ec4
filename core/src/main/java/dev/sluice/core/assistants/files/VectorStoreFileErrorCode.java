package dev.sluice.core.assistants.files;

import dev.sluice.core.json.Extra;

/** Why a file cannot be indexed. */
public enum VectorStoreFileErrorCode {
    /** The server failed. */
    SERVER_ERROR,
    /** A kind of file that cannot be searched. */
    UNSUPPORTED_FILE,
    /** The file is not what its name says. */
    INVALID_FILE,
    /** A value that this version does not know; {@link Extra#asSent} of the record that has it says which. */
    UNKNOWN
}
