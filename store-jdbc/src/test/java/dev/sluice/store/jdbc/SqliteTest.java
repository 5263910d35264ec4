package dev.sluice.store.jdbc;

import static dev.sluice.store.jdbc.TestDatabases.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.config.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteTest extends DatabaseContract {
    @TempDir
    Path folder = Path.of("");

    @Override
    StoreSettings fresh() {
        return TestDatabases.sqlite(folder.resolve("made/on/first/use"));
    }

    @Override
    int workers() {
        return 4;
    }

    @Override
    String trueValue() {
        return "1";
    }

    @Test
    void theFolderIsMadeForItsOwnerOnly() throws IOException {
        TestDatabases.open(fresh()).close();
        Path made = folder.resolve("made/on/first/use");
        assertThat(made.resolve("sluice.db")).isRegularFile();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rwx------");
    }

    @Test
    void whatIsAcknowledgedIsSynced() {
        try (Database database = TestDatabases.open(fresh())) {
            assertThat(await(database.write(Durability.LAZY, SqliteTest::pragmas)))
                    .isEqualTo(List.of("wal", "1", "1", "5000"));
            assertThat(await(database.write(Durability.SYNCED, SqliteTest::pragmas)))
                    .isEqualTo(List.of("wal", "2", "1", "5000"));
        }
    }

    private static List<String> pragmas(Handle handle) {
        return List.of("journal_mode", "synchronous", "foreign_keys", "busy_timeout").stream()
                .map(name ->
                        handle.createQuery("pragma " + name).mapTo(String.class).one())
                .toList();
    }

    @Test
    void aReaderCannotWrite() {
        try (Database database = TestDatabases.open(fresh())) {
            assertThatThrownBy(() ->
                            await(database.read(handle -> handle.execute("insert into id_kinds (kind) values ('a')"))))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("READONLY");
        }
    }

    @Test
    void readersDoNotWaitForTheWriter() {
        try (Database database = TestDatabases.open(fresh())) {
            await(database.write(Durability.SYNCED, handle -> {
                handle.execute("insert into id_kinds (kind) values ('a')");
                // From within the transaction, so that it cannot have ended.
                return assertThat(TestDatabases.one(database, "select count(*) from id_kinds"))
                        .isZero();
            }));
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsTold() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        for (Path unusable : List.of(file, file.resolve("below"), Path.of("/proc/sluice-data"))) {
            assertThatThrownBy(() -> TestDatabases.open(TestDatabases.sqlite(unusable)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageStartingWith("Cannot keep data in " + unusable)
                    .hasMessageContaining("general_settings.data_dir");
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsToldAndKept() throws IOException {
        Path file = folder.resolve("sluice.db");
        Files.writeString(file, "this is no database ".repeat(100));
        assertThatThrownBy(() -> TestDatabases.open(TestDatabases.sqlite(folder)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("not a database");
        assertThat(file).hasContent("this is no database ".repeat(100));
    }

    @Test
    void theNativeLibraryIsUnpackedOnceAndMended() throws IOException {
        Path library = theOnlyFileIn(SqliteLibrary.unpack(folder));
        byte[] whole = Files.readAllBytes(library);
        FileTime longAgo = FileTime.from(Instant.EPOCH);
        Files.setLastModifiedTime(library, longAgo);

        assertThat(theOnlyFileIn(SqliteLibrary.unpack(folder))).isEqualTo(library);
        assertThat(Files.getLastModifiedTime(library)).isEqualTo(longAgo);

        Files.write(library, new byte[] {1, 2, 3});
        assertThat(theOnlyFileIn(SqliteLibrary.unpack(folder)))
                .isEqualTo(library)
                .hasBinaryContent(whole);
    }

    /** As in a folder from which nothing may be run. */
    @Test
    void aLibraryThatCannotBeLoadedIsLeftToTheDriver() throws IOException {
        Path library = theOnlyFileIn(SqliteLibrary.unpack(folder));
        Files.write(library, new byte[(int) Files.size(library)]);
        Map<String, String> before = new HashMap<>();
        for (String name : List.of("org.sqlite.lib.path", "org.sqlite.tmpdir")) {
            before.put(name, System.clearProperty(name));
        }
        try {
            SqliteLibrary.prepare(folder);
            assertThat(before.keySet())
                    .allSatisfy(name -> assertThat(System.getProperty(name)).isNull());
        } finally {
            before.forEach((name, value) -> {
                if (value != null) {
                    System.setProperty(name, value);
                }
            });
        }
    }

    private static Path theOnlyFileIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }
}
