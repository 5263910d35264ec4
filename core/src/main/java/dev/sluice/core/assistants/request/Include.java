package dev.sluice.core.assistants.request;

import dev.sluice.core.json.Extra;

/** What an answer holds only if it is asked for. */
public enum Include {
    /** The texts that were found in files. */
    FILE_SEARCH_RESULT_CONTENT,
    /** A value that this version does not know; {@link Extra#asSent} of the record that has it says which. */
    UNKNOWN
}
