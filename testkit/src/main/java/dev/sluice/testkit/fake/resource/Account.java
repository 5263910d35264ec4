package dev.sluice.testkit.fake.resource;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Everything that was made with one key. Used under its own lock: one call at a time sees an account. */
final class Account {
    private final String key;
    private final Consumer<String> made;
    private final Map<String, Shelf> shelves = new HashMap<>();
    private final Map<String, byte[]> contents = new HashMap<>();

    /** An empty account that tells the id of everything that is made in it. */
    Account(String key, Consumer<String> made) {
        this.key = key;
        this.made = made;
    }

    String key() {
        return key;
    }

    /** The objects of one kind, for instance {@code files} or {@code thread_1/messages}. */
    Shelf shelf(String kind) {
        return shelves.computeIfAbsent(kind, name -> new Shelf(made));
    }

    /** The bytes of files, by id. */
    Map<String, byte[]> contents() {
        return contents;
    }
}
