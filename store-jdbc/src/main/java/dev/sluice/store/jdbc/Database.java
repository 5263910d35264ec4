package dev.sluice.store.jdbc;

import dev.sluice.core.config.PostgresUrl;
import dev.sluice.core.config.StoreSettings;
import dev.sluice.core.secret.Secret;
import dev.sluice.core.spi.KeyStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletionStage;

/**
 * An open database. Work is handed over and done on threads of its own, as many as there are connections; stages complete
 * on these threads and fail with {@link StoreException} where the database could not, or with what the work threw.
 * Callable from any thread; never blocks but in {@link #open} and {@link #close}.
 *
 * <p>On SQLite there is one thread that writes, and readers beside it which see what was committed. On PostgreSQL both
 * share one pool. Either may be used by several processes at once.
 */
public final class Database implements AutoCloseable {
    private final Dialect dialect;
    private final Lane readers;
    private final Lane writers;

    Database(Dialect dialect, Lane readers, Lane writers) {
        this.dialect = dialect;
        this.readers = readers;
        this.writers = writers;
    }

    /**
     * Opens what the settings say: the SQLite file in the data folder, or PostgreSQL. Makes folder, file and tables where
     * they are missing.
     *
     * @param keys has the URL of PostgreSQL
     * @throws StoreException if that cannot be; the message says why, what to do, and by which key
     */
    public static Database open(StoreSettings settings, KeyStore keys) {
        return settings.databaseUrl()
                .map(url -> Postgres.open(parse(keys.resolve(url)), settings.connections()))
                .orElseGet(() -> Sqlite.open(settings.dataDirectory()));
    }

    private static PostgresUrl parse(Secret url) {
        try {
            return PostgresUrl.parse(url.reveal());
        } catch (IllegalArgumentException unusable) {
            throw new StoreException("general_settings.database_url " + unusable.getMessage(), unusable);
        }
    }

    /** Which SQL it understands. */
    public Dialect dialect() {
        return dialect;
    }

    /** Does work that changes nothing. Each statement sees what was committed when it began. */
    public <T> CompletionStage<T> read(Work<T> work) {
        return readers.run(work::with);
    }

    /** Does what changes nothing, the first time without what takes long to load: for what begins with the start. */
    public <T> CompletionStage<T> readBare(SqlWork<T> work) {
        return readers.runBare(work);
    }

    /** Does work in one transaction: all of it is kept when the stage completes, and nothing of it when that fails. */
    public <T> CompletionStage<T> write(Durability durability, Work<T> work) {
        return writers.run(handle -> dialect.inTransaction(handle, durability, work));
    }

    /** A connection of its own, for what goes with the caller; who calls closes it, and may block. */
    public Connection connect() throws SQLException {
        return writers.connect();
    }

    /** Lets what was handed over end for a few seconds, and closes the connections. */
    @Override
    public void close() {
        writers.close();
        readers.close();
    }
}
