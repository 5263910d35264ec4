package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;

/** How closely the model looks at an image. */
public enum ImageDetail {
    /** As the model likes. */
    AUTO,
    /** Roughly, for few tokens. */
    LOW,
    /** Closely, for more tokens. */
    HIGH,
    /** A value that this version does not know; {@link Extra#asSent} of the record that has it says which. */
    UNKNOWN
}
