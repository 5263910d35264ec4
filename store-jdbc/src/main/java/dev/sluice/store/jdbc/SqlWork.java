package dev.sluice.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Work on a bare connection.
 *
 * @param <T> what comes of it
 */
@FunctionalInterface
public interface SqlWork<T> {
    /** Does it. The connection is the caller's again when this returns. */
    T with(Connection connection) throws SQLException;
}
