package dev.sluice.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/** Opens the SQLite file. */
final class Sqlite {
    private static final int BUSY_MILLIS = 5000;
    private static final int READERS = 4;
    private static final int LONGEST_JOURNAL = 64 << 20;

    private Sqlite() {}

    /** The file {@code sluice.db} in that folder, both made if need be, with its tables as this program needs them. */
    static Database open(Path dataDirectory) {
        Path folder = DataDirectory.prepare(dataDirectory);
        SqliteLibrary.prepare(folder);
        Path file = folder.resolve("sluice.db");
        SQLiteDataSource writer = source(file, TransactionMode.IMMEDIATE);
        try {
            migrate(folder, file, writer);
        } catch (SQLException | IOException failure) {
            throw DataDirectory.unusable(file, String.valueOf(failure.getMessage()), failure);
        }
        HikariDataSource reading = Lane.pool("sluice-sqlite-read", source(file, TransactionMode.DEFERRED), READERS);
        reading.setConnectionInitSql("pragma query_only = 1");
        HikariDataSource writing = Lane.pool("sluice-sqlite-write", writer, 1);
        return new Database(Dialect.SQLITE, lane(reading), lane(writing));
    }

    /** Connections to a file do not age. */
    private static Lane lane(HikariDataSource pool) {
        pool.setMaxLifetime(0);
        pool.setIdleTimeout(0);
        return new Lane(pool);
    }

    /** Two gateways may start on one file at once, and SQLite has no lock that a migration could hold. */
    private static synchronized void migrate(Path folder, Path file, SQLiteDataSource writer)
            throws SQLException, IOException {
        if (isCurrent(writer)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(
                        folder.resolve("migration.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid() && !isCurrent(writer)) {
                Migrations.run(source(file, TransactionMode.DEFERRED), Dialect.SQLITE, "main");
            }
        }
    }

    private static boolean isCurrent(SQLiteDataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return Migrations.isCurrent(connection, Dialect.SQLITE);
        }
    }

    private static SQLiteDataSource source(Path file, TransactionMode mode) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setTransactionMode(mode);
        config.setJournalSizeLimit(LONGEST_JOURNAL);
        config.enforceForeignKeys(true);
        config.setGetGeneratedKeys(false);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }
}
