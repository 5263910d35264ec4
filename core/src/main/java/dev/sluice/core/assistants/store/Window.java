package dev.sluice.core.assistants.store;

import java.util.Optional;

/**
 * A part of a list.
 *
 * @param ascending whether the oldest comes first
 * @param after the id of the document in front of the part; empty for the beginning
 * @param before the id of the document behind the part: without {@code after}, the part ends right in front of it
 * @param limit the most documents
 */
public record Window(boolean ascending, Optional<String> after, Optional<String> before, int limit) {
    /** The beginning, oldest first. */
    public static Window oldest(int limit) {
        return new Window(true, Optional.empty(), Optional.empty(), limit);
    }

    /** The beginning, newest first. */
    public static Window newest(int limit) {
        return new Window(false, Optional.empty(), Optional.empty(), limit);
    }

    /** What follows a document. */
    public Window after(String id) {
        return new Window(ascending, Optional.of(id), before, limit);
    }

    /** What is in front of a document. */
    public Window before(String id) {
        return new Window(ascending, after, Optional.of(id), limit);
    }

    /** Whether it is read backwards, from the document behind it. */
    public boolean isBackwards() {
        return before.isPresent() && after.isEmpty();
    }
}
