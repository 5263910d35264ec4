package dev.sluice.core.assistants.store;

import java.nio.ByteBuffer;

/**
 * An event that is to be told.
 *
 * @param name its name
 * @param data what it carries, read-only by agreement
 */
public record NewEvent(String name, ByteBuffer data) {
    @Override
    public String toString() {
        return "NewEvent[name=" + name + "]";
    }
}
