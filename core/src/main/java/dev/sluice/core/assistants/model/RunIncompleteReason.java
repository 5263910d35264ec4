package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;

/** Why a run ended before its answer was complete. */
public enum RunIncompleteReason {
    MAX_COMPLETION_TOKENS,
    MAX_PROMPT_TOKENS,
    CONTENT_FILTER,
    /** A value that this version does not know; {@link Extra#asSent} of the record that has it says which. */
    UNKNOWN
}
