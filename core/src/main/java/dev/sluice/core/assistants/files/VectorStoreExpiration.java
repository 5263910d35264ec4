package dev.sluice.core.assistants.files;

import dev.sluice.core.json.Extra;

/**
 * How long a vector store is kept.
 *
 * @param anchor from when on
 * @param days how long, 1 to 365
 * @param extra what the object held beyond this
 */
public record VectorStoreExpiration(ExpirationAnchor anchor, long days, Extra extra) {
    /** One with no other members. */
    public VectorStoreExpiration(ExpirationAnchor anchor, long days) {
        this(anchor, days, Extra.NONE);
    }

    /** Days since it was last used. */
    public static VectorStoreExpiration afterDays(long days) {
        return new VectorStoreExpiration(ExpirationAnchor.LAST_ACTIVE_AT, days);
    }
}
