package dev.sluice.core.assistants.event;

import dev.sluice.core.assistants.model.ApiError;
import dev.sluice.core.json.Extra;

/**
 * The server cannot go on; only {@link DoneEvent} follows.
 *
 * @param error why
 * @param wrapped whether it came inside an error object, as servers send it and SDKs need it; the specification shows
 *     it bare
 * @param extra what the object held beyond this
 */
public record ErrorEvent(ApiError error, boolean wrapped, Extra extra) implements AssistantStreamEvent {
    /** One with no other members. */
    public ErrorEvent(ApiError error, boolean wrapped) {
        this(error, wrapped, Extra.NONE);
    }

    /** An error, as servers send it. */
    public static ErrorEvent of(ApiError error) {
        return new ErrorEvent(error, true);
    }
}
