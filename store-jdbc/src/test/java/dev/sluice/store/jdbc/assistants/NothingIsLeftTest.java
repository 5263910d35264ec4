package dev.sluice.store.jdbc.assistants;

import static dev.sluice.store.jdbc.TestDatabases.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.assistants.search.Embedding;
import dev.sluice.core.assistants.search.Piece;
import dev.sluice.core.assistants.store.Change;
import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Draft;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.assistants.store.NewEvent;
import dev.sluice.core.assistants.store.Outcome;
import dev.sluice.core.assistants.store.Work;
import dev.sluice.core.config.StoreSettings;
import dev.sluice.core.http.Body;
import dev.sluice.core.spi.AssistantStores;
import dev.sluice.store.jdbc.Database;
import dev.sluice.store.jdbc.TestDatabases;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who deletes a thread or a file leaves no row of it, and no byte; also while somebody writes to it. */
class NothingIsLeftTest {
    private static final Key THREAD = new Key(Kind.THREAD, "thread_1");
    private static final Key STORE = new Key(Kind.VECTOR_STORE, "vs_1");
    private static final Key RUN = new Key(Kind.RUN, "run_1");
    private static final List<String> TABLES =
            List.of("documents", "document_labels", "run_work", "run_events", "file_contents", "pieces");

    @TempDir
    Path folder = Path.of("");

    @Test
    void onSqlite() throws IOException {
        deleteAll(TestDatabases.sqlite(folder));
        try (Stream<Path> files = Files.list(folder.resolve("files"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void onPostgres() {
        deleteAll(TestDatabases.postgres());
    }

    private void deleteAll(StoreSettings settings) {
        try (Database database = TestDatabases.open(settings)) {
            AssistantStores stores = JdbcAssistantStores.open(database, folder, Clock.systemUTC());
            await(stores.objects().commit(thread()));
            await(stores.objects().commit(step(1)));
            await(stores.files().keep("file-1", Body.Bytes.of(new byte[100_000])));
            assertThat(await(stores.objects()
                            .commit(Change.builder().delete(document(stores)).build())))
                    .isInstanceOf(Outcome.Done.class);
            await(stores.files().remove("file-1"));
            assertThat(rows(database)).containsOnly(Map.entry("deleted_places", 1L));
            stores.objects().close();
        }
    }

    @Test
    void ofAVectorStoreOnSqlite() {
        deleteStore(TestDatabases.sqlite(folder), "piece_words");
    }

    @Test
    void ofAVectorStoreOnPostgres() {
        deleteStore(TestDatabases.postgres(), "pieces");
    }

    /** A file goes out of its store with its pieces, and the store with its files, batches and pieces. */
    private void deleteStore(StoreSettings settings, String words) {
        try (Database database = TestDatabases.open(settings)) {
            AssistantStores stores = JdbcAssistantStores.open(database, folder, Clock.systemUTC());
            await(stores.objects()
                    .commit(Change.builder()
                            .create(Draft.of(STORE, "alice", bytes("store")))
                            .create(Draft.of(new Key(Kind.VECTOR_STORE_FILE_BATCH, "vsfb_1"), "alice", bytes("batch"))
                                    .in("vs_1"))
                            .create(entry("vs_1/file-1"))
                            .create(entry("vs_1/file-2"))
                            .build()));
            for (String file : List.of("file-1", "file-2")) {
                Piece piece = new Piece(0, "cake", Optional.of(Embedding.of("m", new float[] {1, 2})));
                await(stores.index().add("vs_1", file, List.of(piece)));
            }
            assertThat(TestDatabases.one(database, "select count(*) from " + words))
                    .isEqualTo(2);
            delete(stores, new Key(Kind.VECTOR_STORE_FILE, "vs_1/file-1"));
            assertThat(TestDatabases.one(database, "select count(*) from " + words))
                    .isEqualTo(1);
            delete(stores, STORE);
            assertThat(TestDatabases.one(database, "select count(*) from " + words))
                    .isZero();
            assertThat(rows(database).keySet()).containsExactly("deleted_places");
            stores.objects().close();
        }
    }

    private static Draft entry(String id) {
        return Draft.of(new Key(Kind.VECTOR_STORE_FILE, id), "alice", bytes("entry"))
                .in("vs_1")
                .labelled(Set.of("completed"));
    }

    private static void delete(AssistantStores stores, Key key) {
        Document document =
                Objects.requireNonNull(await(stores.objects().get(Set.of(key))).get(key));
        assertThat(await(stores.objects()
                        .commit(Change.builder().delete(document).build())))
                .isInstanceOf(Outcome.Done.class);
    }

    /** What an upload leaves that ended with its process. */
    @Test
    void ofUploadsThatEndedWithTheirProcess() throws IOException {
        Path files = Files.createDirectories(folder.resolve("files"));
        Path left = Files.writeString(files.resolve("0123.part"), "half");
        try (Database database = TestDatabases.open(TestDatabases.sqlite(folder))) {
            AssistantStores stores = JdbcAssistantStores.open(database, folder, Clock.systemUTC());
            assertThat(left).doesNotExist();
            Files.writeString(left, "half");
            AssistantStores another = JdbcAssistantStores.open(database, folder, Clock.systemUTC());
            assertThat(left).as("somebody may be writing it").exists();
            another.objects().close();
            stores.objects().close();
        }
    }

    /** Two nodes: one works on the run while the other deletes its thread. */
    @Test
    void whileAnotherNodeWritesToIt() {
        StoreSettings settings = TestDatabases.postgres();
        try (Database one = TestDatabases.open(settings);
                Database two = TestDatabases.open(settings)) {
            AssistantStores working = JdbcAssistantStores.open(one, folder, Clock.systemUTC());
            AssistantStores deleting = JdbcAssistantStores.open(two, folder, Clock.systemUTC());
            for (int i = 0; i < 30; i++) {
                await(working.objects().commit(thread()));
                CompletionStage<Outcome> written = working.objects().commit(step(1));
                CompletionStage<Outcome> more =
                        written.thenCompose(outcome -> working.objects().commit(step(2)));
                await(deleting.objects()
                        .commit(Change.builder().delete(document(deleting)).build()));
                await(written);
                await(more);
                assertThat(rows(two)).containsOnly(Map.entry("deleted_places", 1L));
            }
        }
    }

    private static Document document(AssistantStores stores) {
        return Objects.requireNonNull(
                await(stores.objects().get(Set.of(THREAD))).get(THREAD));
    }

    private static Change thread() {
        return Change.builder()
                .create(Draft.of(THREAD, "alice", bytes("thread")))
                .create(Draft.of(new Key(Kind.THREAD_LOCK, "thread_1"), "alice", bytes("run_1"))
                        .in("thread_1"))
                .create(Draft.of(new Key(Kind.MESSAGE, "msg_1"), "alice", bytes("hello"))
                        .in("thread_1")
                        .labelled(Set.of("user")))
                .create(Draft.of(RUN, "alice", bytes("run")).in("thread_1"))
                .work(new Work.Ready("run_1", Instant.EPOCH))
                .tell("run_1", List.of(new NewEvent("created", bytes("run"))))
                .build();
    }

    /** What a worker writes: the run is as it knows it, a step and an event are new. */
    private static Change step(int number) {
        return Change.builder()
                .guard(RUN, 1)
                .create(Draft.of(new Key(Kind.RUN_STEP, "step_" + number), "alice", bytes("step"))
                        .in("run_1", "thread_1"))
                .tell("run_1", List.of(new NewEvent("step", bytes("step"))))
                .build();
    }

    /** The tables that are not empty, with the number of their rows. */
    private static Map<String, Long> rows(Database database) {
        Map<String, Long> rows = new TreeMap<>();
        Stream.concat(TABLES.stream(), Stream.of("deleted_places")).forEach(table -> {
            long count = TestDatabases.one(database, "select count(*) from " + table);
            if (count > 0) {
                rows.put(table, count);
            }
        });
        return rows;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
