package dev.sluice.store.jdbc.ids;

import dev.sluice.core.routing.Home;
import dev.sluice.store.jdbc.Dialect;
import dev.sluice.store.jdbc.ids.Change.Action;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/** The statements of the ledger. */
final class IdTable {
    private static final int ROWS = 100;
    private static final int IDS = 500;

    private final Dialect dialect;

    IdTable(Dialect dialect) {
        this.dialect = dialect;
    }

    private record Row(String id, String kind, String account, String owner, long seenAt) {}

    /** All kinds. */
    static List<String> kinds(Connection connection) throws SQLException {
        List<String> kinds = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select kind from id_kinds")) {
            while (rows.next()) {
                kinds.add(rows.getString(1));
            }
        }
        return kinds;
    }

    /** What the table has of these ids. */
    Map<String, Known> find(Handle handle, List<String> ids) {
        Map<String, Known> found = new HashMap<>();
        for (List<String> part : parts(ids, IDS)) {
            handle.createQuery("select id, account, owner, seen_at from known_ids where id in (<ids>)")
                    .bindList("ids", part)
                    .map((row, context) -> Map.entry(row.getString("id"), new Known(home(row), row.getLong("seen_at"))))
                    .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        }
        return found;
    }

    private static Home home(ResultSet row) throws SQLException {
        return new Home(row.getString("account"), row.getString("owner"));
    }

    /** Keeps these kinds. */
    void addKinds(Handle handle, Collection<String> kinds) {
        for (List<String> part : parts(kinds.stream().sorted().toList(), ROWS)) {
            Update insert = handle.createUpdate("insert into id_kinds (kind) values " + times("(?)", part.size())
                    + " on conflict (kind) do nothing");
            for (int i = 0; i < part.size(); i++) {
                insert.bind(i, part.get(i));
            }
            insert.execute();
        }
    }

    /**
     * Writes changes.
     *
     * @param kinds the kinds of the ids that are learned
     * @param now in milliseconds since 1970
     * @return where the ids live, with the owners that the rows have
     */
    Map<String, Home> write(Handle handle, Map<String, Change> changes, Map<String, String> kinds, long now) {
        Map<String, Home> homes = new HashMap<>();
        List<String> touched = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        // Sorted: two nodes that lock the same rows in the same order cannot block each other.
        new TreeMap<>(changes).forEach((id, change) -> {
            Home home = change.home();
            if (change.action() == Action.TOUCH) {
                touched.add(id);
                homes.put(id, home);
            } else {
                rows.add(new Row(id, kinds.getOrDefault(id, ""), home.account(), home.owner(), now));
            }
        });
        for (List<Row> part : parts(rows, ROWS)) {
            homes.putAll(learn(handle, part));
        }
        for (List<String> part : parts(touched, IDS)) {
            handle.createUpdate("update known_ids set seen_at = :now where id in (<ids>)")
                    .bind("now", now)
                    .bindList("ids", part)
                    .execute();
        }
        return homes;
    }

    private static Map<String, Home> learn(Handle handle, List<Row> rows) {
        Query insert = handle.createQuery("insert into known_ids (id, kind, account, owner, seen_at) values "
                + times("(?, ?, ?, ?, ?)", rows.size())
                + " on conflict (id) do update set account = excluded.account, seen_at = excluded.seen_at"
                + " returning id, account, owner");
        int next = 0;
        for (Row row : rows) {
            insert.bind(next++, row.id());
            insert.bind(next++, row.kind());
            insert.bind(next++, row.account());
            insert.bind(next++, row.owner());
            insert.bind(next++, row.seenAt());
        }
        Map<String, Home> homes = new HashMap<>();
        insert.map((row, context) -> Map.entry(row.getString("id"), home(row)))
                .forEach(entry -> homes.put(entry.getKey(), entry.getValue()));
        return homes;
    }

    private static String times(String row, int count) {
        return String.join(", ", Collections.nCopies(count, row));
    }

    /** When the last one of those ids was seen that are one too many; empty where there are not so many. */
    Optional<Long> oldest(Handle handle, String kind, int kept) {
        return handle.createQuery(
                        "select seen_at from known_ids where kind = :kind order by seen_at desc limit 1 offset :kept")
                .bind("kind", kind)
                .bind("kept", kept)
                .mapTo(Long.class)
                .findOne();
    }

    /** Deletes some of the ids that were last seen before; says how many. */
    int purge(Handle handle, String kind, long before, int most) {
        return handle.createUpdate("delete from known_ids where id in (select id from known_ids"
                        + " where kind = :kind and seen_at < :before order by seen_at limit :most"
                        + dialect.skippingLocked() + ")")
                .bind("kind", kind)
                .bind("before", before)
                .bind("most", most)
                .execute();
    }

    private static <T> List<List<T>> parts(List<T> all, int size) {
        List<List<T>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            parts.add(all.subList(from, Math.min(all.size(), from + size)));
        }
        return parts;
    }
}
