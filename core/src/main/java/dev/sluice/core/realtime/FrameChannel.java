package dev.sluice.core.realtime;

import java.util.concurrent.Flow;

/**
 * A WebSocket that stands. As a publisher it emits the frames that its peer sends; as a subscriber it sends the peer the
 * frames it is given. Two channels that are subscribed to each other are a relay.
 *
 * <h2>Threading</h2>
 * Used by one event loop, on which it signals as well. One subscriber, and one source.
 *
 * <h2>Completion</h2>
 * The peer's {@link Frame.Kind#CLOSE} is a frame like any other; {@code onComplete} follows it. A close frame that is
 * sent is the last one that is: whatever else is given is dropped, and asked for nevertheless. When both have been seen,
 * or a few seconds after the first, the connection is closed. A peer that is gone after it was sent a close frame ends
 * with {@code onComplete}, too. A source that completes without a close frame cuts the connection.
 *
 * <h2>Errors</h2>
 * A peer that leaves without a close frame, breaks the protocol, sends a message that is too large, or takes no bytes
 * for too long, ends with {@code onError} of a {@link dev.sluice.core.error.GatewayException}, once every frame before
 * was taken. Where that is possible, the peer was told by a close frame.
 *
 * <h2>Back-pressure</h2>
 * Reads from the peer only what the subscriber asked for, and asks the source for a frame only when the peer takes what
 * it was sent.
 */
public interface FrameChannel extends Flow.Processor<Frame, Frame> {}
