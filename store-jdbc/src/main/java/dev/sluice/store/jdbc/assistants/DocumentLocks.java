package dev.sluice.store.jdbc.assistants;

import dev.sluice.core.assistants.store.Key;
import dev.sluice.store.jdbc.Dialect;
import dev.sluice.store.jdbc.Statements;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Looks at documents so that nobody else changes them until the transaction is over. */
final class DocumentLocks {
    private static final String LABELS = " left join document_labels l on l.sequence = d.sequence";
    private static final String OF_ONE =
            "select 0, d.version, l.label from documents d" + LABELS + " where d.kind = ? and d.id = ?";

    /**
     * A server is asked once for all: each question to it costs a way there and back. The order of the keys is that of the locks,
     * and one index each is what they are found by, however many rows the server believes there are.
     */
    static final String OF_ALL = "select k.place - 1, d.version, l.label"
            + " from unnest(?, ?) with ordinality as k (kind, id, place)"
            + " cross join lateral (select sequence, version from documents"
            + " where kind = k.kind collate \"C\" and id = k.id collate \"C\" limit 1"
            + Dialect.POSTGRESQL.locking() + ") d"
            + " left join lateral (select label from document_labels where sequence = d.sequence offset 0) l on true";

    private final Statements statements;
    private final Dialect dialect;

    DocumentLocks(Statements statements, Dialect dialect) {
        this.statements = statements;
        this.dialect = dialect;
    }

    /** A document as it is until the transaction is over. Labels are true where the version is one that was read before. */
    record Locked(long version, Set<String> labels) {
        static final Locked ABSENT = new Locked(0, Set.of());

        private Locked and(Locked same) {
            Set<String> all = new HashSet<>(labels);
            all.addAll(same.labels);
            return new Locked(version, all);
        }
    }

    private record Row(int place, long version, @Nullable String label) {
        Locked locked() {
            return new Locked(version, label == null ? Set.of() : Set.of(label));
        }
    }

    /**
     * Those of them that are there, locked in this order. What is not there cannot be locked, and what another node makes while a
     * lock is waited for is seen only by whoever looks again.
     *
     * @param absent those of the keys of which somebody must know that they are not there
     */
    Map<Key, Locked> lock(Handle handle, List<Key> keys, Set<Key> absent) {
        Map<Key, Locked> locked = lock(handle, keys);
        if (dialect == Dialect.POSTGRESQL) {
            List<Key> again = keys.stream()
                    .filter(key -> absent.contains(key) && !locked.containsKey(key))
                    .toList();
            locked.putAll(lock(handle, again));
        }
        return locked;
    }

    private Map<Key, Locked> lock(Handle handle, List<Key> keys) {
        Map<Key, Locked> locked = new HashMap<>();
        if (keys.isEmpty()) {
            return locked;
        }
        if (dialect == Dialect.POSTGRESQL) {
            String[] kinds = keys.stream().map(key -> key.kind().name()).toArray(String[]::new);
            String[] ids = keys.stream().map(Key::id).toArray(String[]::new);
            rows(handle, OF_ALL, kinds, ids)
                    .forEach(row -> locked.merge(keys.get(row.place()), row.locked(), Locked::and));
        } else {
            for (Key key : keys) {
                rows(handle, OF_ONE, key.kind().name(), key.id())
                        .forEach(row -> locked.merge(key, row.locked(), Locked::and));
            }
        }
        return locked;
    }

    private List<Row> rows(Handle handle, String sql, Object... values) {
        return statements.list(handle, sql, row -> new Row(row.getInt(1), row.getLong(2), row.getString(3)), values);
    }
}
