package dev.sluice.core.assistants.event;

import dev.sluice.core.json.Extra;

/**
 * What a step grew by.
 *
 * @param id the step
 * @param delta the growth
 * @param extra what the object held beyond this
 */
public record RunStepDelta(String id, RunStepChange delta, Extra extra) {
    /** One with no other members. */
    public RunStepDelta(String id, RunStepChange delta) {
        this(id, delta, Extra.NONE);
    }
}
