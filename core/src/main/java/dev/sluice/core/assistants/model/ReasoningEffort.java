package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;

/** How long a reasoning model may think. */
public enum ReasoningEffort {
    /** Not at all. */
    NONE,
    /** As little as it can. */
    MINIMAL,
    /** Briefly. */
    LOW,
    /** As long as most tasks need; what OpenAI assumes where nothing is said. */
    MEDIUM,
    /** Long. */
    HIGH,
    /** Longer than {@link #HIGH}, where the model can. */
    XHIGH,
    /** As long as it likes, where the model can. */
    MAX,
    /** A value that this version does not know; {@link Extra#asSent} of the record that has it says which. */
    UNKNOWN
}
