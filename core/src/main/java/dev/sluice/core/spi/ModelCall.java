package dev.sluice.core.spi;

import dev.sluice.core.call.Cancellation;
import dev.sluice.core.call.EventLoop;
import dev.sluice.core.call.Principal;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;

/**
 * A call of a model that the gateway makes in somebody's name.
 *
 * @param callId the id of the call; unique
 * @param principal in whose name
 * @param path {@code /v1/chat/completions}, say
 * @param headers of the request
 * @param body the request; names its model
 * @param cancellation whether the answer is still wanted
 * @param loop where the caller lives: the answer and its body come there
 */
public record ModelCall(
        String callId,
        Principal principal,
        String path,
        Headers headers,
        Body body,
        Cancellation cancellation,
        EventLoop loop) {}
