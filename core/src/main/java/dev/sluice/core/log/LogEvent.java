package dev.sluice.core.log;

import dev.sluice.core.error.ErrorKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What is recorded of a call. No component holds a key, a prompt or an answer. */
public sealed interface LogEvent {
    /** The id of the call. */
    String callId();

    /**
     * One attempt on one deployment has got its head, or failed.
     *
     * @param callId the id of the call
     * @param number 1 for the first attempt
     * @param deployment the deployment's id
     * @param provider the provider's type
     * @param status the upstream's status, 0 where none came
     * @param error why none came
     * @param firstByte until the head or the failure
     */
    record Attempted(
            String callId,
            int number,
            String deployment,
            String provider,
            int status,
            Optional<ErrorKind> error,
            Duration firstByte)
            implements LogEvent {}

    /**
     * Something that whoever operates the gateway should do; told once, not for each call.
     *
     * @param callId the id of the call that gave rise to it
     * @param at when
     * @param text what to do and why; nothing of it comes from a client or an upstream
     */
    record Notice(String callId, Instant at, String text) implements LogEvent {}

    /**
     * The call is over; the last event of every call, exactly once.
     *
     * @param callId the id of the call
     * @param receivedAt when its head arrived
     * @param method the method
     * @param pathTemplate the path with ids replaced, from a bounded set
     * @param principal who called; {@code unknown} where the key was refused
     * @param model the model group, or the model that the request named
     * @param deployment the id of the deployment that answered
     * @param provider the type of the provider that answered
     * @param attempts how many attempts were made
     * @param status what the client was told; 499 where it left before the answer was complete
     * @param requestBytes bytes of the request body that were read
     * @param responseBytes bytes of the answer's body that were handed to the client's connection
     * @param firstByte until the head of the answer
     * @param duration until the end
     * @param usage tokens, where the answer carried them
     * @param outcome how it ended
     * @param error the gateway's own failure, if any
     */
    record Completed(
            String callId,
            Instant receivedAt,
            String method,
            String pathTemplate,
            String principal,
            Optional<String> model,
            Optional<String> deployment,
            Optional<String> provider,
            int attempts,
            int status,
            long requestBytes,
            long responseBytes,
            Duration firstByte,
            Duration duration,
            Optional<Usage> usage,
            Outcome outcome,
            Optional<ErrorKind> error)
            implements LogEvent {}
}
