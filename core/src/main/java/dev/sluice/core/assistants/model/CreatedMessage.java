package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;

/**
 * A message that a step wrote, by its id.
 *
 * @param messageId the message
 * @param extra what the object held beyond this
 */
public record CreatedMessage(String messageId, Extra extra) {
    /** One with no other members. */
    public CreatedMessage(String messageId) {
        this(messageId, Extra.NONE);
    }
}
