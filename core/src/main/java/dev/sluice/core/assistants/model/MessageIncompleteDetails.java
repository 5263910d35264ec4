package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;

/**
 * Why a message is incomplete.
 *
 * @param reason the reason
 * @param extra what the object held beyond this
 */
public record MessageIncompleteDetails(MessageIncompleteReason reason, Extra extra) {
    /** One with no other members. */
    public MessageIncompleteDetails(MessageIncompleteReason reason) {
        this(reason, Extra.NONE);
    }
}
