package dev.sluice.core.assistants.event;

import dev.sluice.core.json.Extra;

/**
 * What a message grew by.
 *
 * @param id the message
 * @param delta the growth
 * @param extra what the object held beyond this
 */
public record MessageDelta(String id, MessageChange delta, Extra extra) {
    /** One with no other members. */
    public MessageDelta(String id, MessageChange delta) {
        this(id, delta, Extra.NONE);
    }
}
