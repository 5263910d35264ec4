package dev.sluice.core.assistants.files;

import dev.sluice.core.json.Extra;

/** How a filter joins others. */
public enum FilterJunction {
    /** All of them must hold. */
    AND,
    /** One of them must hold. */
    OR,
    /** A value that this version does not know; {@link Extra#asSent} of the record that has it says which. */
    UNKNOWN
}
