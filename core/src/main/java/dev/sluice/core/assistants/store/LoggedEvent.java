package dev.sluice.core.assistants.store;

import java.nio.ByteBuffer;

/**
 * An event that was told.
 *
 * @param number its number among the events of its run: 1, 2, 3 and so on
 * @param name its name
 * @param data what it carries, read-only by agreement
 */
public record LoggedEvent(long number, String name, ByteBuffer data) {
    @Override
    public String toString() {
        return "LoggedEvent[number=" + number + ", name=" + name + "]";
    }
}
