package dev.sluice.provider.local.assistants.data;

import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import java.util.Map;
import java.util.Optional;

/**
 * Documents that were read together, as one owner sees them.
 *
 * @param owner whose they must be
 * @param documents by their keys
 */
public record Found(String owner, Map<Key, Document> documents) {
    public Found {
        documents = Map.copyOf(documents);
    }

    /** A document, if it is there and is the owner's. */
    public Optional<Document> find(Kind kind, String id) {
        return Optional.ofNullable(documents.get(new Key(kind, id)))
                .filter(document -> document.owner().equals(owner));
    }

    /** A document that must be there. */
    public Document get(Kind kind, String id) {
        return find(kind, id).orElseThrow(() -> Refusals.notFound(kind, id));
    }

    /** A document that must be there, in the list of that parent. */
    public Document get(Kind kind, String id, String parent) {
        return find(kind, id)
                .filter(document -> document.parent().equals(Optional.of(parent)))
                .orElseThrow(() -> Refusals.notFound(kind, id));
    }
}
