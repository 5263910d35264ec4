package dev.sluice.testkit.fake.resource;

import java.util.HashMap;
import java.util.Map;

/** Everything that was made with one key. Used under its own lock: one call at a time sees an account. */
final class Account {
    private final String key;
    private final Map<String, Shelf> shelves = new HashMap<>();
    private final Map<String, byte[]> contents = new HashMap<>();

    Account(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }

    /** The objects of one kind, for instance {@code files} or {@code thread_1/messages}. */
    Shelf shelf(String kind) {
        return shelves.computeIfAbsent(kind, name -> new Shelf());
    }

    /** The bytes of files, by id. */
    Map<String, byte[]> contents() {
        return contents;
    }
}
