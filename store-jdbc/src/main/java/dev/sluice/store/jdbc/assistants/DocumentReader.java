package dev.sluice.store.jdbc.assistants;

import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
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

/** Reads documents with their labels. */
final class DocumentReader {
    private final Statements statements;

    DocumentReader(Statements statements) {
        this.statements = statements;
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
                .list(handle, sql, DocumentReader::document, values.toArray())
                .forEach(row -> found.merge(row.sequence(), row, DocumentReader::both));
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
}
