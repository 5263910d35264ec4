package dev.sluice.core.assistants.store;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list.
 *
 * @param documents in the order that was asked for
 * @param hasMore whether there is more in the direction in which the list is read
 * @param unknown the id of a window that is in no such list and never was, as far as is remembered; then there are no
 *     documents
 */
public record Slice(List<Document> documents, boolean hasMore, Optional<String> unknown) {
    public Slice {
        documents = List.copyOf(documents);
    }

    /** A part. */
    public static Slice of(List<Document> documents, boolean hasMore) {
        return new Slice(documents, hasMore, Optional.empty());
    }

    /** No part, for there is no such place. */
    public static Slice unknown(String id) {
        return new Slice(List.of(), false, Optional.of(id));
    }
}
