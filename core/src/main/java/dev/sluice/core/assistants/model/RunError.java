package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;

/**
 * Why a run or a step failed.
 *
 * @param code the kind of failure
 * @param message what happened, for people
 * @param extra what the object held beyond this
 */
public record RunError(RunErrorCode code, String message, Extra extra) {
    /** One with no other members. */
    public RunError(RunErrorCode code, String message) {
        this(code, message, Extra.NONE);
    }

    @Override
    public String toString() {
        return "RunError[code=" + code + "]";
    }
}
