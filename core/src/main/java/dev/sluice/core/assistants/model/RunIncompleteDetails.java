package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;

/**
 * Why a run ended before its answer was complete.
 *
 * @param reason the reason
 * @param extra what the object held beyond this
 */
public record RunIncompleteDetails(RunIncompleteReason reason, Extra extra) {
    /** One with no other members. */
    public RunIncompleteDetails(RunIncompleteReason reason) {
        this(reason, Extra.NONE);
    }
}
