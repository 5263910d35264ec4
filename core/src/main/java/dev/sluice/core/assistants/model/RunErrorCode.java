package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;

/** Why a run or a step failed. */
public enum RunErrorCode {
    /** The server failed. */
    SERVER_ERROR,
    /** The account is at its limit, or has no credit. */
    RATE_LIMIT_EXCEEDED,
    /** The model refused the prompt. */
    INVALID_PROMPT,
    /** Content is not allowed. */
    CONTENT_FILTER,
    /** A value that this version does not know; {@link Extra#asSent} of the record that has it says which. */
    UNKNOWN
}
