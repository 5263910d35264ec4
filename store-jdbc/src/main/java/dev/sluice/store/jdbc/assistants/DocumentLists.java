package dev.sluice.store.jdbc.assistants;

import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Listing;
import dev.sluice.core.assistants.store.Slice;
import dev.sluice.core.assistants.store.Window;
import dev.sluice.store.jdbc.Statements;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Parts of lists: each is read from an index, from its place on, whatever came before. */
final class DocumentLists {
    private final Statements statements;
    private final DocumentReader documents;

    DocumentLists(Statements statements, DocumentReader documents) {
        this.statements = statements;
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
        String direction = rising ? " asc" : " desc";
        List<Object> values = new ArrayList<>(List.of(listing.kind().name(), listing.owner()));
        StringBuilder part = new StringBuilder(" where kind = ? and owner = ?");
        listing.parent().ifPresent(parent -> and(" and parent = ?", parent, part, values));
        listing.label().ifPresent(label -> and(" and label = ?", label, part, values));
        low.ifPresent(sequence -> and(" and sequence > ?", sequence, part, values));
        high.ifPresent(sequence -> and(" and sequence < ?", sequence, part, values));
        and(" order by sequence" + direction + " limit ?", window.limit() + 1, part, values);
        // The limit inside: a join of all that has the label could be done in the order of all documents.
        String which = listing.label().isPresent()
                ? "documents where sequence in (select sequence from document_labels" + part + ")"
                : "documents" + part;
        return documents.documents(handle, which, " order by d.sequence" + direction, values);
    }

    private static void and(String condition, Object value, StringBuilder part, List<Object> values) {
        part.append(condition);
        values.add(value);
    }

    private Optional<Long> place(Handle handle, Listing listing, String id) {
        return place(handle, "documents", listing, id).or(() -> place(handle, "deleted_places", listing, id));
    }

    private Optional<Long> place(Handle handle, String table, Listing listing, String id) {
        String sql = "select sequence from " + table + " where kind = ? and id = ? and owner = ?";
        String kind = listing.kind().name();
        return listing.parent().isPresent()
                ? statements.first(
                        handle,
                        sql + " and parent = ?",
                        row -> row.getLong(1),
                        kind,
                        id,
                        listing.owner(),
                        listing.parent().get())
                : statements.first(handle, sql, row -> row.getLong(1), kind, id, listing.owner());
    }
}
