package dev.sluice.core.realtime;

import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpReply;

/** What an upstream says to whoever asks it for a WebSocket. */
public sealed interface Upgrade {
    /**
     * The WebSocket stands.
     *
     * @param headers the headers of the answer as they came; {@code Sec-WebSocket-Protocol} says which of the offered
     *     sub-protocols is spoken, if any
     * @param channel the way to the upstream; owes it a close frame
     */
    record Accepted(Headers headers, FrameChannel channel) implements Upgrade {}

    /**
     * There is none, and this is why.
     *
     * @param reply an answer of HTTP such as 401 or 429
     */
    record Refused(HttpReply reply) implements Upgrade {}
}
