package dev.sluice.core.assistants.files;

import dev.sluice.core.json.Extra;

/** How far a file is. */
public enum FileStatus {
    UPLOADED,
    PROCESSED,
    ERROR,
    /** A value that this version does not know; {@link Extra#asSent} of the record that has it says which. */
    UNKNOWN
}
