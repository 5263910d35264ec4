package dev.sluice.core.assistants.files;

import dev.sluice.core.json.Extra;

/** How far a file is. */
public enum FileStatus {
    /** It has arrived. */
    UPLOADED,
    /** It can be used. */
    PROCESSED,
    /** It cannot be used. */
    ERROR,
    /** A value that this version does not know; {@link Extra#asSent} of the record that has it says which. */
    UNKNOWN
}
