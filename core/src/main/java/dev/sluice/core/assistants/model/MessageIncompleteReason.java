package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;

/** Why a message is incomplete. */
public enum MessageIncompleteReason {
    /** Content is not allowed. */
    CONTENT_FILTER,
    /** The run used as many tokens as it may. */
    MAX_TOKENS,
    /** The run was cancelled. */
    RUN_CANCELLED,
    /** The run took too long. */
    RUN_EXPIRED,
    /** The run failed. */
    RUN_FAILED,
    /** A value that this version does not know; {@link Extra#asSent} of the record that has it says which. */
    UNKNOWN
}
