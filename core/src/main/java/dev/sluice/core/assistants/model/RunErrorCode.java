package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;

/** Why a run or a step failed. */
public enum RunErrorCode {
    SERVER_ERROR,
    RATE_LIMIT_EXCEEDED,
    INVALID_PROMPT,
    CONTENT_FILTER,
    /** A value that this version does not know; {@link Extra#asSent} of the record that has it says which. */
    UNKNOWN
}
