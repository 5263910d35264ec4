package dev.sluice.core.assistants.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * An event that was told.
 *
 * @param number its number among the events of its run: 1, 2, 3 and so on
 * @param name its name
 * @param data what it carries, read-only by agreement
 */
public record LoggedEvent(long number, String name, ByteBuffer data) {
    /** Events that were told one after the other, numbered from the first on. */
    public static List<LoggedEvent> numbered(long first, List<NewEvent> events) {
        List<LoggedEvent> numbered = new ArrayList<>(events.size());
        for (NewEvent event : events) {
            numbered.add(new LoggedEvent(first + numbered.size(), event.name(), event.data()));
        }
        return numbered;
    }

    @Override
    public String toString() {
        return "LoggedEvent[number=" + number + ", name=" + name + "]";
    }
}
