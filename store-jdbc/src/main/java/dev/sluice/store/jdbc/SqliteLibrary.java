package dev.sluice.store.jdbc;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * Keeps SQLite's native library in the data folder, where its driver finds it. Left to itself, the driver unpacks the
 * library to the temporary folder at every start, which takes more than half of the time in which it is ready, and
 * leaves it there whenever the process is killed.
 */
final class SqliteLibrary {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteLibrary.class);
    private static final String PATH = "org.sqlite.lib.path";
    /** Where the driver looks at each start for what it once left behind, whatever else is there. */
    private static final String TEMPORARY = "org.sqlite.tmpdir";

    private SqliteLibrary() {}

    /** Unpacks the library unless it is there; where that fails, the driver does it in its own way. */
    static void prepare(Path dataDirectory) {
        if (System.getProperty(PATH) == null) {
            try {
                Path folder = unpack(dataDirectory);
                // Not from where nothing may be run: the driver then takes the temporary folder, as long as it is
                // another.
                System.load(folder.resolve(LibraryLoaderUtil.getNativeLibName())
                        .toAbsolutePath()
                        .toString());
                System.setProperty(PATH, folder.toString());
                if (System.getProperty(TEMPORARY) == null) {
                    System.setProperty(TEMPORARY, folder.toString());
                }
            } catch (IOException | UnsatisfiedLinkError notHere) {
                LOG.info(
                        "SQLite's library goes to the temporary folder, not to {}: {}",
                        dataDirectory,
                        notHere.toString());
            }
        }
    }

    /** The folder with the library of this driver. A file that was not written to its end never has the final name. */
    static Path unpack(Path dataDirectory) throws IOException {
        String name = LibraryLoaderUtil.getNativeLibName();
        URL packed = SqliteLibrary.class.getResource(LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name);
        if (packed == null) {
            throw new FileNotFoundException(name + " for this system");
        }
        Path folder = dataDirectory.resolve("native").resolve("sqlite-" + SQLiteJDBCLoader.getVersion());
        Path file = folder.resolve(name);
        URLConnection connection = packed.openConnection();
        if (Files.isRegularFile(file) && Files.size(file) == connection.getContentLengthLong()) {
            return folder;
        }
        Files.createDirectories(folder);
        Path temporary = Files.createTempFile(folder, "unpacking", null);
        try (InputStream in = connection.getInputStream()) {
            Files.copy(in, temporary, StandardCopyOption.REPLACE_EXISTING);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
        return folder;
    }
}
