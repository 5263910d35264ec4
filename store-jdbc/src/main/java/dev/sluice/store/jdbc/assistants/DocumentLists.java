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
        String list = listing.label().isPresent() ? "l" : "d";
        StringBuilder sql = new StringBuilder("select d.sequence, d.kind, d.id, d.owner, d.parent, d.root, d.version,"
                + " d.content from documents d");
        if (listing.label().isPresent()) {
            sql.append(" join document_labels l on l.sequence = d.sequence and l.label = :label");
        }
        sql.append(" where ")
                .append(list)
                .append(".kind = :kind and ")
                .append(list)
                .append(".owner = :owner");
        listing.parent().ifPresent(parent -> sql.append(" and ").append(list).append(".parent = :parent"));
        low.ifPresent(sequence -> sql.append(" and ").append(list).append(".sequence > :low"));
        high.ifPresent(sequence -> sql.append(" and ").append(list).append(".sequence < :high"));
        sql.append(" order by ")
                .append(list)
                .append(".sequence ")
                .append(rising ? "asc" : "desc")
                .append(" limit :most");
        Query query = handle.createQuery(sql.toString())
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
        return query.mapTo(Long.class).findOne();
    }
}
