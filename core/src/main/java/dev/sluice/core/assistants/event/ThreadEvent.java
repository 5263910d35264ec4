package dev.sluice.core.assistants.event;

import dev.sluice.core.assistants.model.AssistantThread;

/** What happens to a thread. */
public sealed interface ThreadEvent extends AssistantStreamEvent {
    /** The thread, as it is at this moment. */
    AssistantThread thread();

    /**
     * The thread was created.
     *
     * @param thread the thread
     */
    record Created(AssistantThread thread) implements ThreadEvent {}
}
