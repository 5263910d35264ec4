package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;

/** Why a run ended before its answer was complete. */
public enum RunIncompleteReason {
    /** The run used as many tokens of output as it may. */
    MAX_COMPLETION_TOKENS,
    /** The run used as many tokens of input as it may. */
    MAX_PROMPT_TOKENS,
    /** Content is not allowed. */
    CONTENT_FILTER,
    /** A value that this version does not know; {@link Extra#asSent} of the record that has it says which. */
    UNKNOWN
}
