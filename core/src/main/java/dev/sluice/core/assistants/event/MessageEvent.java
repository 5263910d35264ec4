package dev.sluice.core.assistants.event;

import dev.sluice.core.assistants.model.Message;

/** What happens to a message. */
public sealed interface MessageEvent extends AssistantStreamEvent {
    /**
     * The message was begun.
     *
     * @param message the message
     */
    record Created(Message message) implements MessageEvent {}

    /**
     * The message is being written.
     *
     * @param message the message
     */
    record InProgress(Message message) implements MessageEvent {}

    /**
     * The message grew.
     *
     * @param delta by what
     */
    record Delta(MessageDelta delta) implements MessageEvent {}

    /**
     * The message is complete.
     *
     * @param message the message
     */
    record Completed(Message message) implements MessageEvent {}

    /**
     * The message will not be completed.
     *
     * @param message the message
     */
    record Incomplete(Message message) implements MessageEvent {}
}
