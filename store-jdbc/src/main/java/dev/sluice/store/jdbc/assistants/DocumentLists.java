package dev.sluice.store.jdbc.assistants;

import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Listing;
import dev.sluice.core.assistants.store.Slice;
import dev.sluice.core.assistants.store.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Parts of lists: each is read from an index, from its place on, whatever came before. */
final class DocumentLists {
    private static final String COLUMNS =
            "select sequence, kind, id, owner, parent, root, version, content from documents";

    private final DocumentTable documents;

    DocumentLists(DocumentTable documents) {
        this.documents = documents;
    }

    Slice list(Handle handle, Listing listing) {
        Window window = listing.window();
        Optional<Long> after = window.after().flatMap(id -> place(handle, listing, id));
        if (window.after().isPresent() && after.isEmpty()) {
            return Slice.unknown(window.after().get());
        }
        Optional<Long> before = window.before().flatMap(id -> place(handle, listing, id));
        if (window.before().isPresent() && before.isEmpty()) {
            return Slice.unknown(window.before().get());
        }
        List<Document> found = new ArrayList<>(read(handle, listing, after, before));
        boolean more = found.size() > window.limit();
        if (more) {
            found.remove(found.size() - 1);
        }
        if (window.isBackwards()) {
            Collections.reverse(found);
        }
        return Slice.of(found, more);
    }

    private List<Document> read(Handle handle, Listing listing, Optional<Long> after, Optional<Long> before) {
        Window window = listing.window();
        boolean rising = window.ascending() != window.isBackwards();
        Optional<Long> low = window.ascending() ? after : before;
        Optional<Long> high = window.ascending() ? before : after;
        String order = " order by sequence " + (rising ? "asc" : "desc");
        StringBuilder part = new StringBuilder(" where kind = :kind and owner = :owner");
        listing.parent().ifPresent(parent -> part.append(" and parent = :parent"));
        listing.label().ifPresent(label -> part.append(" and label = :label"));
        low.ifPresent(sequence -> part.append(" and sequence > :low"));
        high.ifPresent(sequence -> part.append(" and sequence < :high"));
        part.append(order).append(" limit :most");
        // The limit inside: a join of all that has the label could be done in the order of all documents.
        String sql = listing.label().isPresent()
                ? COLUMNS + " where sequence in (select sequence from document_labels" + part + ")" + order
                : COLUMNS + part;
        Query query = handle.createQuery(sql)
                .bind("kind", listing.kind().name())
                .bind("owner", listing.owner())
                .bind("most", window.limit() + 1);
        listing.label().ifPresent(label -> query.bind("label", label));
        listing.parent().ifPresent(parent -> query.bind("parent", parent));
        low.ifPresent(sequence -> query.bind("low", sequence));
        high.ifPresent(sequence -> query.bind("high", sequence));
        return documents.documents(handle, query);
    }

    private static Optional<Long> place(Handle handle, Listing listing, String id) {
        return place(handle, "documents", listing, id).or(() -> place(handle, "deleted_places", listing, id));
    }

    private static Optional<Long> place(Handle handle, String table, Listing listing, String id) {
        String inList = listing.parent().isPresent() ? " and parent = :parent" : "";
        Query query = handle.createQuery("select sequence from " + table
                        + " where kind = :kind and id = :id and owner = :owner" + inList)
                .bind("kind", listing.kind().name())
                .bind("id", id)
                .bind("owner", listing.owner());
        listing.parent().ifPresent(parent -> query.bind("parent", parent));
        return query.map((row, context) -> row.getLong(1)).findOne();
    }
}
