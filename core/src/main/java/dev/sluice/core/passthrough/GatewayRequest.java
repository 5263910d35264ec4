package dev.sluice.core.passthrough;

import dev.sluice.core.call.Cancellation;
import dev.sluice.core.call.EventLoop;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A client's request as the edge hands it in.
 *
 * @param callId the id of the call
 * @param method the method, in upper case
 * @param path the raw path after the gateway's prefix; empty or starting with {@code /}
 * @param query the raw query without {@code ?}, or null
 * @param headers every header, as it came
 * @param body {@link Body.Empty}, or a stream that starts to be read when the call is admitted
 * @param entry by which door it came
 * @param cancellation cancelled by the edge when the client leaves
 * @param loop where the call lives: the caller's own thread
 */
public record GatewayRequest(
        String callId,
        String method,
        String path,
        @Nullable String query,
        Headers headers,
        Body body,
        Entry entry,
        Cancellation cancellation,
        EventLoop loop) {
    /** The doors. They differ in what becomes of a model that no group has. */
    public enum Entry {
        /** {@code /openai/…}: such a call goes to the default upstream. */
        PASS_THROUGH,
        /** {@code /v1/…} and the unprefixed paths: such a call is refused, where there are groups. */
        NATIVE
    }
}
