package dev.sluice.core.assistants.event;

import dev.sluice.core.json.JsonNode;

/**
 * An event of a streamed run.
 *
 * <p>The cases of the families are the 25 events of the API; {@link Unknown} is any other.
 */
public sealed interface AssistantStreamEvent
        permits ThreadEvent, RunEvent, RunStepEvent, MessageEvent, ErrorEvent, DoneEvent, AssistantStreamEvent.Unknown {
    /**
     * An event that this version does not know.
     *
     * @param event its name
     * @param data what it carries
     */
    record Unknown(String event, JsonNode data) implements AssistantStreamEvent {
        @Override
        public String toString() {
            return "Unknown[event=" + event + "]";
        }
    }
}
