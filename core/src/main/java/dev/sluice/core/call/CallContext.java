package dev.sluice.core.call;

/**
 * What every port learns of the call it serves.
 *
 * @param callId the id that the client is told in {@code x-litellm-call-id}; unique, at most 128 visible characters
 * @param principal who calls
 * @param cancellation whether the call is still wanted
 */
public record CallContext(String callId, Principal principal, Cancellation cancellation) {}
