package dev.sluice.store.jdbc;

import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Where the two databases differ in the SQL that they understand. */
public enum Dialect {
    /** A file. */
    SQLITE("text", "without rowid", "select 1 from sqlite_master where type = 'table' and name = ?", "") {
        @Override
        <T> T inTransaction(Handle handle, Durability durability, Work<T> work) {
            if (durability == Durability.SYNCED) {
                return handle.inTransaction(work::with);
            }
            handle.execute("pragma synchronous = normal");
            try {
                return handle.inTransaction(work::with);
            } finally {
                handle.execute("pragma synchronous = full");
            }
        }
    },

    /** A server, shared by any number of processes. */
    POSTGRESQL(
            "text collate \"C\"",
            "",
            "select 1 from pg_tables where schemaname = current_schema() and tablename = ?",
            " for update skip locked") {
        @Override
        <T> T inTransaction(Handle handle, Durability durability, Work<T> work) {
            return handle.inTransaction(transaction -> {
                if (durability == Durability.LAZY) {
                    transaction.execute("set local synchronous_commit to off");
                }
                return work.with(transaction);
            });
        }
    };

    private final String key;
    private final String clustered;
    private final String tableQuery;
    private final String skippingLocked;

    Dialect(String key, String clustered, String tableQuery, String skippingLocked) {
        this.key = key;
        this.clustered = clustered;
        this.tableQuery = tableQuery;
        this.skippingLocked = skippingLocked;
    }

    /** Does the work in a transaction of its own, on a connection that syncs its commits otherwise. */
    abstract <T> T inTransaction(Handle handle, Durability durability, Work<T> work);

    /** What stands for <code>${name}</code> in a migration. */
    Map<String, String> placeholders() {
        return Map.of("key", key, "clustered", clustered);
    }

    /** Has a row where there is a table of the name that is its parameter. */
    String tableQuery() {
        return tableQuery;
    }

    /** The end of a select of rows to be changed, which leaves those out that somebody else is changing. */
    public String skippingLocked() {
        return skippingLocked;
    }
}
