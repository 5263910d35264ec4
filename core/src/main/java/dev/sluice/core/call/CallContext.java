package dev.sluice.core.call;

import dev.sluice.core.trace.TraceContext;

/**
 * What every port learns of the call it serves.
 *
 * @param callId the id that the client is told in {@code x-litellm-call-id}; unique, at most 128 visible characters
 * @param principal who calls
 * @param cancellation whether the call is still wanted
 * @param loop where the call and its body live: whoever had to wait for something else comes back to it before sending
 * @param trace the span of the attempt; {@link TraceContext#NONE} where nobody keeps a trace
 */
public record CallContext(
        String callId, Principal principal, Cancellation cancellation, EventLoop loop, TraceContext trace) {
    /** A call that is in no trace. */
    public CallContext(String callId, Principal principal, Cancellation cancellation, EventLoop loop) {
        this(callId, principal, cancellation, loop, TraceContext.NONE);
    }

    /** A call that is in no trace, and lives on no loop in particular. */
    public CallContext(String callId, Principal principal, Cancellation cancellation) {
        this(callId, principal, cancellation, EventLoop.NONE);
    }

    /** The same call as one of its attempts sees it. */
    public CallContext within(TraceContext attempt) {
        return new CallContext(callId, principal, cancellation, loop, attempt);
    }
}
