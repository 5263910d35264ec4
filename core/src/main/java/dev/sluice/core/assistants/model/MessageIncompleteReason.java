package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;

/** Why a message is incomplete. */
public enum MessageIncompleteReason {
    CONTENT_FILTER,
    MAX_TOKENS,
    RUN_CANCELLED,
    RUN_EXPIRED,
    RUN_FAILED,
    /** A value that this version does not know; {@link Extra#asSent} of the record that has it says which. */
    UNKNOWN
}
