package dev.sluice.core.call;

/**
 * What every port learns of the call it serves.
 *
 * @param callId the id that the client is told in {@code x-litellm-call-id}; unique, at most 128 visible characters
 * @param principal who calls
 * @param cancellation whether the call is still wanted
 * @param loop where the call and its body live: whoever had to wait for something else comes back to it before sending
 */
public record CallContext(String callId, Principal principal, Cancellation cancellation, EventLoop loop) {
    /** A call that lives on no loop in particular. */
    public CallContext(String callId, Principal principal, Cancellation cancellation) {
        this(callId, principal, cancellation, EventLoop.NONE);
    }
}
