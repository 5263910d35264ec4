package dev.sluice.core.assistants.files;

import dev.sluice.core.json.Extra;

/** When an expiration begins to count. */
public enum ExpirationAnchor {
    /** When it was created. */
    CREATED_AT,
    /** When it was used last. */
    LAST_ACTIVE_AT,
    /** A value that this version does not know; {@link Extra#asSent} of the record that has it says which. */
    UNKNOWN
}
