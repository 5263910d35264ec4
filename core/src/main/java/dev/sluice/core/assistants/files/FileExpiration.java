package dev.sluice.core.assistants.files;

import dev.sluice.core.json.Extra;

/**
 * How long a file is kept.
 *
 * @param anchor from when on
 * @param seconds how long, 3600 to 2592000
 * @param extra what the object held beyond this
 */
public record FileExpiration(ExpirationAnchor anchor, long seconds, Extra extra) {
    /** One with no other members. */
    public FileExpiration(ExpirationAnchor anchor, long seconds) {
        this(anchor, seconds, Extra.NONE);
    }
}
