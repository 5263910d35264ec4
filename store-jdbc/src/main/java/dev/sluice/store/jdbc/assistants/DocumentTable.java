package dev.sluice.store.jdbc.assistants;

import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Draft;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.store.jdbc.Dialect;
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
import org.jdbi.v3.core.statement.Query;

/** The statements of documents, their labels, and the places of those that are gone. */
final class DocumentTable {
    /** How long a deleted document is a place in its list. */
    private static final long REMEMBERED_MILLIS = 24 * 60 * 60 * 1000L;

    private static final int PURGED = 100;
    private static final String COLUMNS = "sequence, kind, id, owner, parent, root, version, content";

    private final Dialect dialect;

    DocumentTable(Dialect dialect) {
        this.dialect = dialect;
    }

    Map<Key, Document> find(Handle handle, Set<Key> keys) {
        Map<Key, Document> found = new HashMap<>();
        byKind(keys).forEach((kind, ids) -> {
            Query query = handle.createQuery(
                            "select " + COLUMNS + " from documents where kind = :kind and id in (<ids>)")
                    .bind("kind", kind.name())
                    .bindList("ids", ids);
            documents(handle, query).forEach(document -> found.put(document.key(), document));
        });
        return found;
    }

    private static Map<Kind, List<String>> byKind(Collection<Key> keys) {
        Map<Kind, List<String>> byKind = new LinkedHashMap<>();
        keys.forEach(key ->
                byKind.computeIfAbsent(key.kind(), kind -> new ArrayList<>()).add(key.id()));
        return byKind;
    }

    /** The versions of those that are there, which nobody else changes from now on. */
    Map<Key, Long> lockedVersions(Handle handle, Collection<Key> inOrder) {
        Map<Key, Long> versions = new HashMap<>();
        byKind(inOrder)
                .forEach((kind, ids) -> handle.createQuery(
                                "select id, version from documents where kind = :kind and id in (<ids>) order by id"
                                        + dialect.locking())
                        .bind("kind", kind.name())
                        .bindList("ids", ids)
                        .map((row, context) -> Map.entry(row.getString("id"), row.getLong("version")))
                        .forEach(entry -> versions.put(new Key(kind, entry.getKey()), entry.getValue())));
        return versions;
    }

    /** Writes what has this version; false where somebody else was faster. */
    boolean write(Handle handle, Draft draft, long version) {
        return version == 0 ? insert(handle, draft) : update(handle, draft, version);
    }

    private boolean insert(Handle handle, Draft draft) {
        Optional<Long> sequence = handle.createQuery(
                        "insert into documents (kind, id, owner, parent, root, version, content)"
                                + " values (:kind, :id, :owner, :parent, :root, 1, :content)"
                                + " on conflict (kind, id) do nothing returning sequence")
                .bind("kind", draft.key().kind().name())
                .bind("id", draft.key().id())
                .bind("owner", draft.owner())
                .bind("parent", draft.parent().orElse(null))
                .bind("root", draft.root().orElse(null))
                .bind("content", bytes(draft.content()))
                .map((row, context) -> row.getLong(1))
                .findOne();
        sequence.ifPresent(place -> label(handle, place, draft, draft.owner(), draft.parent()));
        return sequence.isPresent();
    }

    private boolean update(Handle handle, Draft draft, long version) {
        Optional<Document> before = handle.createQuery("update documents set version = version + 1, content = :content"
                        + " where kind = :kind and id = :id and version = :version returning " + COLUMNS)
                .bind("kind", draft.key().kind().name())
                .bind("id", draft.key().id())
                .bind("version", version)
                .bind("content", bytes(draft.content()))
                .map((row, context) -> document(row, Set.of()))
                .findOne();
        before.ifPresent(document -> relabel(handle, document, draft));
        return before.isPresent();
    }

    private void relabel(Handle handle, Document document, Draft draft) {
        Set<String> labels = labels(handle, List.of(document.sequence())).getOrDefault(document.sequence(), Set.of());
        if (!labels.equals(draft.labels())) {
            handle.createUpdate("delete from document_labels where sequence = :sequence")
                    .bind("sequence", document.sequence())
                    .execute();
            label(handle, document.sequence(), draft, document.owner(), document.parent());
        }
    }

    private static void label(Handle handle, long sequence, Draft draft, String owner, Optional<String> parent) {
        for (String label : draft.labels()) {
            handle.createUpdate("insert into document_labels (sequence, label, owner, kind, parent)"
                            + " values (:sequence, :label, :owner, :kind, :parent)")
                    .bind("sequence", sequence)
                    .bind("label", label)
                    .bind("owner", owner)
                    .bind("kind", draft.key().kind().name())
                    .bind("parent", parent.orElse(null))
                    .execute();
        }
    }

    private static Map<Long, Set<String>> labels(Handle handle, List<Long> sequences) {
        Map<Long, Set<String>> labels = new HashMap<>();
        handle.createQuery("select sequence, label from document_labels where sequence in (<sequences>)")
                .bindList("sequences", sequences)
                .map((row, context) -> Map.entry(row.getLong("sequence"), row.getString("label")))
                .forEach(entry -> labels.computeIfAbsent(entry.getKey(), some -> new HashSet<>())
                        .add(entry.getValue()));
        return labels;
    }

    void delete(Handle handle, Key key, long now) {
        if (key.kind().isListed()) {
            handle.createUpdate("insert into deleted_places (kind, id, owner, parent, root, sequence, deleted_at)"
                            + " select kind, id, owner, parent, root, sequence, :now from documents"
                            + " where kind = :kind and id = :id"
                            + " on conflict (kind, id) do update set owner = excluded.owner, parent = excluded.parent,"
                            + " root = excluded.root, sequence = excluded.sequence, deleted_at = excluded.deleted_at")
                    .bind("kind", key.kind().name())
                    .bind("id", key.id())
                    .bind("now", now)
                    .execute();
            handle.createUpdate("delete from deleted_places where (kind, id) in (select kind, id from deleted_places"
                            + " where deleted_at < :before limit :most" + dialect.skippingLocked() + ")")
                    .bind("before", now - REMEMBERED_MILLIS)
                    .bind("most", PURGED)
                    .execute();
        }
        handle.createUpdate("delete from documents where kind = :kind and id = :id")
                .bind("kind", key.kind().name())
                .bind("id", key.id())
                .execute();
    }

    /**
     * Waits for whoever writes to a run of this root, and lets nobody do so any more: what they write would outlive it. New
     * runs are kept away by the root itself.
     */
    void lockRuns(Handle handle, String root) {
        if (!dialect.locking().isEmpty()) {
            handle.createQuery("select id from documents where root = :root and kind = 'RUN' order by id"
                            + dialect.locking())
                    .bind("root", root)
                    .map((row, context) -> row.getString(1))
                    .list();
        }
    }

    void deleteOfRoot(Handle handle, String root) {
        handle.createUpdate("delete from documents where root = :root")
                .bind("root", root)
                .execute();
        handle.createUpdate("delete from deleted_places where root = :root")
                .bind("root", root)
                .execute();
    }

    /** The documents of a query for all columns, with their labels. */
    List<Document> documents(Handle handle, Query query) {
        List<Document> bare =
                query.map((row, context) -> document(row, Set.of())).list();
        if (bare.isEmpty()) {
            return bare;
        }
        Map<Long, Set<String>> labels =
                labels(handle, bare.stream().map(Document::sequence).toList());
        return bare.stream()
                .map(document -> labels.containsKey(document.sequence())
                        ? labelled(document, labels.getOrDefault(document.sequence(), Set.of()))
                        : document)
                .toList();
    }

    private static Document labelled(Document document, Set<String> labels) {
        return new Document(
                document.key(),
                document.owner(),
                document.parent(),
                document.root(),
                labels,
                document.version(),
                document.sequence(),
                document.content());
    }

    private static Document document(ResultSet row, Set<String> labels) throws SQLException {
        return new Document(
                new Key(Kind.valueOf(row.getString("kind")), row.getString("id")),
                row.getString("owner"),
                Optional.ofNullable(row.getString("parent")),
                Optional.ofNullable(row.getString("root")),
                labels,
                row.getLong("version"),
                row.getLong("sequence"),
                ByteBuffer.wrap(row.getBytes("content")));
    }

    static byte[] bytes(ByteBuffer content) {
        byte[] bytes = new byte[content.remaining()];
        content.duplicate().get(bytes);
        return bytes;
    }
}
