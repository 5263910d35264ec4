package dev.sluice.core.assistants.files;

import dev.sluice.core.json.Extra;

/** How a filter compares. */
public enum FilterOperator {
    EQ,
    NE,
    GT,
    GTE,
    LT,
    LTE,
    IN,
    NIN,
    /** A value that this version does not know; {@link Extra#asSent} of the record that has it says which. */
    UNKNOWN
}
