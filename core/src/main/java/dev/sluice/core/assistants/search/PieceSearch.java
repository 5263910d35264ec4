package dev.sluice.core.assistants.search;

import java.util.Optional;
import java.util.Set;

/**
 * What to search for.
 *
 * @param stores the ids of the vector stores to look into
 * @param text what is asked
 * @param meaning what that means to a model: pieces with a meaning to the same model are ranked by it, all others by words;
 *     empty to rank all by words
 * @param files the ids of the files to look at; empty for all
 * @param most how many pieces to find
 */
public record PieceSearch(
        Set<String> stores, String text, Optional<Embedding> meaning, Optional<Set<String>> files, int most) {
    public PieceSearch {
        stores = Set.copyOf(stores);
        files = files.map(Set::copyOf);
    }

    /** A search by words. */
    public static PieceSearch words(String store, String text, int most) {
        return new PieceSearch(Set.of(store), text, Optional.empty(), Optional.empty(), most);
    }

    @Override
    public String toString() {
        return "PieceSearch[stores=" + stores + ", most=" + most + "]";
    }
}
