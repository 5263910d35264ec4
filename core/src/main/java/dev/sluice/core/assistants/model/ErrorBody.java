package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;

/**
 * The body of an answer that is an error.
 *
 * @param error the error
 * @param extra what the object held beyond this
 */
public record ErrorBody(ApiError error, Extra extra) {
    /** One with no other members. */
    public ErrorBody(ApiError error) {
        this(error, Extra.NONE);
    }
}
