package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;

/** The order of a list, by time of creation. */
public enum Order {
    /** The oldest first. */
    ASC,
    /** The newest first. */
    DESC,
    /** A value that this version does not know; {@link Extra#asSent} of the record that has it says which. */
    UNKNOWN
}
