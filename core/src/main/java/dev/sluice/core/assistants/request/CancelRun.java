package dev.sluice.core.assistants.request;

import dev.sluice.core.json.Extra;

/**
 * A request to cancel a run; there is nothing to say.
 *
 * @param extra what the object held beyond this
 */
public record CancelRun(Extra extra) {
    /** One with no other members. */
    public CancelRun() {
        this(Extra.NONE);
    }
}
