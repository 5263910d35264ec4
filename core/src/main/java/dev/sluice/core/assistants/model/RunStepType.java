package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;

/** What a step does. */
public enum RunStepType {
    /** A message is written. */
    MESSAGE_CREATION,
    /** Tools are called. */
    TOOL_CALLS,
    /** A value that this version does not know; {@link Extra#asSent} of the record that has it says which. */
    UNKNOWN
}
