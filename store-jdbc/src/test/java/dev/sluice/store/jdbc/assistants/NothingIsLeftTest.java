package dev.sluice.store.jdbc.assistants;

import static dev.sluice.store.jdbc.TestDatabases.await;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who deletes a thread or a file leaves no row of it, and no byte; also while somebody writes to it. */
class NothingIsLeftTest {
    private static final Key THREAD = new Key(Kind.THREAD, "thread_1");
    private static final Key RUN = new Key(Kind.RUN, "run_1");
    private static final List<String> TABLES =
            List.of("documents", "document_labels", "run_work", "run_events", "file_contents");

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
