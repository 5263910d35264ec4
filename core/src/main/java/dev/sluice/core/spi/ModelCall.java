package dev.sluice.core.spi;

import dev.sluice.core.call.Cancellation;
import dev.sluice.core.call.EventLoop;
import dev.sluice.core.call.Principal;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;

/**
 * A call of a model, or of the account that a model is in, which the gateway makes in somebody's name.
 *
 * @param callId the id of the call; unique
 * @param principal in whose name
 * @param method {@code POST}, say
 * @param path {@code /v1/chat/completions}, say
 * @param headers of the request; name the model where the body does not
 * @param body the request
 * @param cancellation whether the answer is still wanted
 * @param loop where the caller lives: the answer and its body come there
 */
public record ModelCall(
        String callId,
        Principal principal,
        String method,
        String path,
        Headers headers,
        Body body,
        Cancellation cancellation,
        EventLoop loop) {
    /** The header that names a model group where the body names none: the call goes to an account of the group. */
    public static final String TARGET = "X-LiteLLM-Target-Model";

    /** A question to a model. */
    public static ModelCall post(
            String callId,
            Principal principal,
            String path,
            Headers headers,
            Body body,
            Cancellation cancellation,
            EventLoop loop) {
        return new ModelCall(callId, principal, "POST", path, headers, body, cancellation, loop);
    }
}
