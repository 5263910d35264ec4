package dev.sluice.store.jdbc.assistants;

import dev.sluice.core.spi.AssistantStores;
import dev.sluice.core.spi.FileContents;
import dev.sluice.store.jdbc.Database;
import dev.sluice.store.jdbc.Dialect;
import java.nio.file.Path;
import java.time.Clock;

/** Opens the store of assistants in a database. */
public final class JdbcAssistantStores {
    private JdbcAssistantStores() {}

    /**
     * A store in that database, which whoever opened it closes after the store. Files are kept in the data folder beside
     * SQLite, and in PostgreSQL itself, where other nodes find them. Runs that were being worked on when the last process in
     * the data folder ended are ready at once; otherwise when their leases end.
     *
     * @param clock for the age of what was deleted
     */
    public static AssistantStores open(Database database, Path dataDirectory, Clock clock) {
        boolean isFile = database.dialect() == Dialect.SQLITE;
        Presence presence = isFile ? Presence.in(dataDirectory) : Presence.UNKNOWN;
        JdbcAssistantStore store = new JdbcAssistantStore(database, clock, presence);
        FileContents files =
                isFile ? DiskFileContents.in(dataDirectory.resolve("files")) : new TableFileContents(database);
        return new AssistantStores(store, store, store, files, new JdbcFileIndex(database));
    }
}
