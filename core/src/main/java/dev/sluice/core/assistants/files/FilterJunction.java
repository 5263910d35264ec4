package dev.sluice.core.assistants.files;

import dev.sluice.core.json.Extra;

/** How a filter joins others. */
public enum FilterJunction {
    AND,
    OR,
    /** A value that this version does not know; {@link Extra#asSent} of the record that has it says which. */
    UNKNOWN
}
