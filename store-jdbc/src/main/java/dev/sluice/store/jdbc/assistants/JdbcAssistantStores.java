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
     * the data folder ended are ready at once, and what its uploads left is taken away. Those of a node that is gone are ready
     * for others when its connection to PostgreSQL has been missed for six seconds; otherwise runs are ready when their leases
     * end, and leftovers go after a day.
     *
     * @param clock for the age of what was deleted
     */
    public static AssistantStores open(Database database, Path dataDirectory, Clock clock) {
        return database.dialect() == Dialect.SQLITE
                ? inFolder(database, dataDirectory, clock)
                : open(database, new TableFileContents(database), clock, NodePresence.start(database, clock));
    }

    private static AssistantStores inFolder(Database database, Path folder, Clock clock) {
        FolderPresence presence = FolderPresence.in(folder);
        return open(database, onDisk(folder.resolve("files"), presence.isAlone()), clock, presence);
    }

    private static AssistantStores open(Database database, FileContents files, Clock clock, Presence presence) {
        JdbcAssistantStore store = new JdbcAssistantStore(database, clock, presence);
        return new AssistantStores(store, store, store, files, new JdbcFileIndex(database));
    }

    /** Who is alone knows that nobody writes what is not finished; others come when the store is there. */
    private static FileContents onDisk(Path folder, boolean alone) {
        DiskFileContents files = DiskFileContents.in(folder);
        if (alone) {
            files.removeUnfinished();
        }
        return files;
    }
}
