package dev.sluice.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Makes statements that are made thousands of times a second: with {@code ?} for values, which are strings, numbers, bytes
 * or nothing, and on PostgreSQL arrays of strings. SQLite's driver compiles what it prepares each time, so what it has prepared is kept with the connection;
 * PostgreSQL's does so itself. Thread-safe; fails with {@link StoreException}.
 */
public final class Statements {
    private static final int MOST_KEPT = 128;

    private final boolean keeps;
    private final Map<Connection, Kept> kept = new ConcurrentHashMap<>();

    /** The statements of a database of that kind. */
    public Statements(Dialect dialect) {
        this.keeps = dialect == Dialect.SQLITE;
    }

    /** Makes a value of a row. */
    @FunctionalInterface
    public interface Row<T> {
        /** The value of the row at which the set is. */
        T of(ResultSet row) throws SQLException;
    }

    private interface Use<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    /** Changes rows; how many. */
    public int update(Handle handle, String sql, @Nullable Object... values) {
        return with(handle, sql, statement -> {
            bind(statement, values);
            return statement.executeUpdate();
        });
    }

    /** Changes rows once for each line of values, all in one exchange with the database; whether each line changed one. */
    public boolean updateAll(Handle handle, String sql, List<@Nullable Object[]> lines) {
        if (lines.isEmpty()) {
            return true;
        }
        int[] changed = with(handle, sql, statement -> {
            for (Object[] values : lines) {
                bind(statement, values);
                statement.addBatch();
            }
            return statement.executeBatch();
        });
        return IntStream.of(changed).allMatch(rows -> rows == 1);
    }

    /** All rows, in their order. */
    public <T> List<T> list(Handle handle, String sql, Row<T> row, @Nullable Object... values) {
        return with(handle, sql, statement -> {
            bind(statement, values);
            List<T> all = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    all.add(row.of(rows));
                }
            }
            return all;
        });
    }

    /** The first row, if there is one. */
    public <T> Optional<T> first(Handle handle, String sql, Row<T> row, @Nullable Object... values) {
        return with(handle, sql, statement -> {
            bind(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(row.of(rows)) : Optional.empty();
            }
        });
    }

    private static void bind(PreparedStatement statement, @Nullable Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value instanceof String text) {
                statement.setString(i + 1, text);
            } else if (value instanceof Number number) {
                statement.setLong(i + 1, number.longValue());
            } else if (value instanceof byte[] bytes) {
                statement.setBytes(i + 1, bytes);
            } else if (value instanceof String[] texts) {
                statement.setArray(i + 1, statement.getConnection().createArrayOf("text", texts));
            } else {
                statement.setObject(i + 1, value);
            }
        }
    }

    private <T> T with(Handle handle, String sql, Use<T> use) {
        try {
            if (keeps) {
                return of(handle.getConnection().unwrap(Connection.class)).with(sql, use);
            }
            try (PreparedStatement statement = handle.getConnection().prepareStatement(sql)) {
                return use.of(statement);
            }
        } catch (SQLException failure) {
            throw new StoreException("The database failed: " + failure.getMessage(), failure);
        }
    }

    /** A connection that is new may stand for one that broke. */
    private Kept of(Connection connection) throws SQLException {
        Kept known = kept.get(connection);
        if (known != null) {
            return known;
        }
        List<Connection> closed = new ArrayList<>();
        for (Connection other : kept.keySet()) {
            if (other.isClosed()) {
                closed.add(other);
            }
        }
        closed.forEach(kept::remove);
        return kept.computeIfAbsent(connection, Kept::new);
    }

    /** What one connection has prepared, the latest used last. Whoever has the connection has this. */
    private static final class Kept {
        private final Connection connection;
        private final Map<String, PreparedStatement> statements = new LinkedHashMap<>();

        Kept(Connection connection) {
            this.connection = connection;
        }

        <T> T with(String sql, Use<T> use) throws SQLException {
            PreparedStatement statement = statements.remove(sql);
            if (statement == null) {
                makeRoom();
                statement = connection.prepareStatement(sql);
            }
            boolean isGood = false;
            try {
                T result = use.of(statement);
                isGood = true;
                return result;
            } finally {
                if (isGood) {
                    statements.put(sql, statement);
                } else {
                    statement.close();
                }
            }
        }

        private void makeRoom() throws SQLException {
            if (statements.size() == MOST_KEPT) {
                String eldest = statements.keySet().iterator().next();
                PreparedStatement statement = statements.remove(eldest);
                if (statement != null) {
                    statement.close();
                }
            }
        }
    }
}
