package dev.sluice.store.jdbc.assistants;

import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Draft;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.store.jdbc.Dialect;
import dev.sluice.store.jdbc.Statements;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The statements of documents, their labels, and the places of those that are gone. */
final class DocumentTable {
    /** How long a deleted document is a place in its list. */
    private static final long REMEMBERED_MILLIS = 24 * 60 * 60 * 1000L;

    private static final int PURGED = 100;
    private static final String KEY = " where kind = ? and id = ?";

    private final Statements statements;
    private final Dialect dialect;
    private final String version;

    DocumentTable(Statements statements, Dialect dialect) {
        this.statements = statements;
        this.dialect = dialect;
        this.version = "select version from documents" + KEY + dialect.locking();
    }

    Map<Key, Document> find(Handle handle, Set<Key> keys) {
        Map<Key, Document> found = new HashMap<>();
        byKind(keys).forEach((kind, ids) -> {
            List<Object> values = new ArrayList<>();
            values.add(kind.name());
            values.addAll(ids);
            String which = "documents where kind = ? and id in (?" + ", ?".repeat(ids.size() - 1) + ")";
            documents(handle, which, "", values).forEach(document -> found.put(document.key(), document));
        });
        return found;
    }

    private static Map<Kind, List<String>> byKind(Collection<Key> keys) {
        Map<Kind, List<String>> byKind = new LinkedHashMap<>();
        keys.forEach(key ->
                byKind.computeIfAbsent(key.kind(), kind -> new ArrayList<>()).add(key.id()));
        return byKind;
    }

    /** Its version, which nobody else changes from now on; 0 where it is not there. */
    long lockedVersion(Handle handle, Key key) {
        return statements
                .first(handle, version, row -> row.getLong(1), key.kind().name(), key.id())
                .orElse(0L);
    }

    /** Writes what has this version; false where somebody else was faster. */
    boolean write(Handle handle, Draft draft, long version) {
        return version == 0 ? insert(handle, draft) : update(handle, draft, version);
    }

    private boolean insert(Handle handle, Draft draft) {
        Optional<Long> sequence = statements.first(
                handle,
                "insert into documents (kind, id, owner, parent, root, version, content) values (?, ?, ?, ?, ?, 1, ?)"
                        + " on conflict (kind, id) do nothing returning sequence",
                row -> row.getLong(1),
                draft.key().kind().name(),
                draft.key().id(),
                draft.owner(),
                draft.parent().orElse(null),
                draft.root().orElse(null),
                bytes(draft.content()));
        sequence.ifPresent(place -> label(handle, place, draft.labels()));
        return sequence.isPresent();
    }

    private boolean update(Handle handle, Draft draft, long version) {
        Optional<Long> sequence = statements.first(
                handle,
                "update documents set version = version + 1, content = ?" + KEY + " and version = ? returning sequence",
                row -> row.getLong(1),
                bytes(draft.content()),
                draft.key().kind().name(),
                draft.key().id(),
                version);
        sequence.ifPresent(place -> relabel(handle, place, draft.labels()));
        return sequence.isPresent();
    }

    private void relabel(Handle handle, long sequence, Set<String> labels) {
        List<String> before = statements.list(
                handle, "select label from document_labels where sequence = ?", row -> row.getString(1), sequence);
        if (!labels.equals(Set.copyOf(before))) {
            statements.update(handle, "delete from document_labels where sequence = ?", sequence);
            label(handle, sequence, labels);
        }
    }

    private void label(Handle handle, long sequence, Set<String> labels) {
        for (String label : labels) {
            statements.update(
                    handle,
                    "insert into document_labels (sequence, label, owner, kind, parent)"
                            + " select sequence, ?, owner, kind, parent from documents where sequence = ?",
                    label,
                    sequence);
        }
    }

    void delete(Handle handle, Key key, long now) {
        String kind = key.kind().name();
        if (key.kind().isListed()) {
            statements.update(
                    handle,
                    "insert into deleted_places (kind, id, owner, parent, root, sequence, deleted_at)"
                            + " select kind, id, owner, parent, root, sequence, ? from documents" + KEY
                            + " on conflict (kind, id) do update set owner = excluded.owner, parent = excluded.parent,"
                            + " root = excluded.root, sequence = excluded.sequence, deleted_at = excluded.deleted_at",
                    now,
                    kind,
                    key.id());
            statements.update(
                    handle,
                    "delete from deleted_places where (kind, id) in (select kind, id from deleted_places"
                            + " where deleted_at < ? limit ?" + dialect.skippingLocked() + ")",
                    now - REMEMBERED_MILLIS,
                    PURGED);
        }
        statements.update(handle, "delete from documents" + KEY, kind, key.id());
    }

    /**
     * Waits for whoever writes to a run of this root, and lets nobody do so any more: what they write would outlive it. New
     * runs are kept away by the root itself.
     */
    void lockRuns(Handle handle, String root) {
        if (!dialect.locking().isEmpty()) {
            statements.list(
                    handle,
                    "select id from documents where root = ? and kind = 'RUN' order by id" + dialect.locking(),
                    row -> row.getString(1),
                    root);
        }
    }

    void deleteOfRoot(Handle handle, String root) {
        statements.update(handle, "delete from documents where root = ?", root);
        statements.update(handle, "delete from deleted_places where root = ?", root);
    }

    /**
     * Documents with their labels.
     *
     * @param which the table, and whatever chooses among its rows
     * @param order how they are sorted
     * @param values for what chooses
     */
    List<Document> documents(Handle handle, String which, String order, List<Object> values) {
        String sql = "select d.*, l.label from (select sequence, kind, id, owner, parent, root, version, content from "
                + which + ") d left join document_labels l on l.sequence = d.sequence" + order;
        Map<Long, Document> found = new LinkedHashMap<>();
        statements
                .list(handle, sql, DocumentTable::document, values.toArray())
                .forEach(row -> found.merge(row.sequence(), row, DocumentTable::both));
        return List.copyOf(found.values());
    }

    private static Document document(ResultSet row) throws SQLException {
        return new Document(
                new Key(Kind.valueOf(row.getString(2)), row.getString(3)),
                row.getString(4),
                Optional.ofNullable(row.getString(5)),
                Optional.ofNullable(row.getString(6)),
                Optional.ofNullable(row.getString(9)).map(Set::of).orElse(Set.of()),
                row.getLong(7),
                row.getLong(1),
                ByteBuffer.wrap(row.getBytes(8)));
    }

    /** A row for each of its labels. */
    private static Document both(Document one, Document same) {
        Set<String> labels = new HashSet<>(one.labels());
        labels.addAll(same.labels());
        return new Document(
                one.key(), one.owner(), one.parent(), one.root(), labels, one.version(), one.sequence(), one.content());
    }

    static byte[] bytes(ByteBuffer content) {
        byte[] bytes = new byte[content.remaining()];
        content.duplicate().get(bytes);
        return bytes;
    }
}
