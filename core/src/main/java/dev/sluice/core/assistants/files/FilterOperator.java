package dev.sluice.core.assistants.files;

import dev.sluice.core.json.Extra;

/** How a filter compares. */
public enum FilterOperator {
    /** Equal. */
    EQ,
    /** Not equal. */
    NE,
    /** Greater. */
    GT,
    /** Greater or equal. */
    GTE,
    /** Less. */
    LT,
    /** Less or equal. */
    LTE,
    /** One of a list. */
    IN,
    /** None of a list. */
    NIN,
    /** A value that this version does not know; {@link Extra#asSent} of the record that has it says which. */
    UNKNOWN
}
