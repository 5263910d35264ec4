package dev.sluice.core.assistants.event;

/**
 * An event as server-sent events carry it.
 *
 * @param event its name
 * @param data what it carries, on one line
 */
public record EventFrame(String event, String data) {
    @Override
    public String toString() {
        return "EventFrame[event=" + event + "]";
    }
}
