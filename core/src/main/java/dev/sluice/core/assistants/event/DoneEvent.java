package dev.sluice.core.assistants.event;

/** The end of the stream. */
public enum DoneEvent implements AssistantStreamEvent {
    /** The only one. */
    DONE
}
