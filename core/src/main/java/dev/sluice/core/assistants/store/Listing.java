package dev.sluice.core.assistants.store;

import java.util.Optional;

/**
 * Which part of which list.
 *
 * @param owner whose documents
 * @param kind of what kind
 * @param parent in whose list; empty for all of the owner's, whatever list they are in
 * @param label which of them: those with this label; empty for all
 * @param window which part
 */
public record Listing(String owner, Kind kind, Optional<String> parent, Optional<String> label, Window window) {
    /** A list of an owner. */
    public static Listing of(String owner, Kind kind, Window window) {
        return new Listing(owner, kind, Optional.empty(), Optional.empty(), window);
    }

    /** A list in a parent. */
    public static Listing in(String parent, String owner, Kind kind, Window window) {
        return new Listing(owner, kind, Optional.of(parent), Optional.empty(), window);
    }

    /** The same, only those with this word as their label. */
    public Listing labelled(String word) {
        return new Listing(owner, kind, parent, Optional.of(word), window);
    }

    /** The same list, another part. */
    public Listing at(Window other) {
        return new Listing(owner, kind, parent, label, other);
    }
}
