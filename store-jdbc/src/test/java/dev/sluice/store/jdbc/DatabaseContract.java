package dev.sluice.store.jdbc;

import static dev.sluice.store.jdbc.TestDatabases.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.config.StoreSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What holds on both databases. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class DatabaseContract {
    private StoreSettings settings = StoreSettings.DEFAULT;

    /** An empty database. */
    abstract StoreSettings fresh();

    /** How many pieces of work run at once at most. */
    abstract int workers();

    @BeforeEach
    void make() {
        settings = fresh();
    }

    private Database open() {
        return TestDatabases.open(settings);
    }

    private static int insert(Handle handle, String kind) {
        return handle.createUpdate("insert into id_kinds (kind) values (:kind)")
                .bind("kind", kind)
                .execute();
    }

    private static List<String> kinds(Database database) {
        return await(database.read(handle -> handle.createQuery("select kind from id_kinds order by kind")
                .mapTo(String.class)
                .list()));
    }

    @Test
    void whatWasWrittenIsThereForEverybodyAndAfterwards() {
        try (Database database = open();
                Database other = open()) {
            await(database.write(Durability.SYNCED, handle -> insert(handle, "a")));
            await(other.write(Durability.LAZY, handle -> insert(handle, "b")));
            assertThat(kinds(database)).containsExactly("a", "b");
            assertThat(kinds(other)).containsExactly("a", "b");
        }
        try (Database database = open()) {
            assertThat(kinds(database)).containsExactly("a", "b");
        }
    }

    @Test
    void aWriteThatFailsIsRolledBackAndTheNextOneWorks() {
        try (Database database = open()) {
            for (Durability durability : Durability.values()) {
                CompletionStage<Integer> failing = database.write(durability, handle -> {
                    insert(handle, "lost");
                    throw new IllegalStateException("planted");
                });
                assertThatThrownBy(() -> await(failing))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("planted");
            }
            await(database.write(Durability.SYNCED, handle -> insert(handle, "kept")));
            assertThat(kinds(database)).containsExactly("kept");
        }
    }

    @Test
    void aFailureTellsNoValue() {
        try (Database database = open()) {
            await(database.write(Durability.SYNCED, handle -> insert(handle, "PLANTED")));
            CompletionStage<Integer> twice = database.write(Durability.SYNCED, handle -> insert(handle, "PLANTED"));
            assertThatThrownBy(() -> await(twice))
                    .isInstanceOf(StoreException.class)
                    .satisfies(failure -> {
                        StringWriter printed = new StringWriter();
                        failure.printStackTrace(new PrintWriter(printed));
                        assertThat(printed.toString()).doesNotContain("PLANTED").contains("id_kinds");
                    });
        }
    }

    @Test
    void writersDoNotLoseEachOthersWork() {
        try (Database database = open();
                Database other = open()) {
            await(database.write(
                    Durability.SYNCED, handle -> handle.execute("create table counter (n bigint not null)")));
            await(database.write(Durability.SYNCED, handle -> handle.execute("insert into counter (n) values (0)")));
            List<CompletableFuture<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                all.add((i % 2 == 0 ? database : other)
                        .write(Durability.LAZY, handle -> handle.execute("update counter set n = n + 1"))
                        .toCompletableFuture());
            }
            all.forEach(TestDatabases::await);
            assertThat(TestDatabases.one(database, "select n from counter")).isEqualTo(200);
        }
    }

    @Test
    void workIsDoneOnAFewNamedDaemonThreads() throws InterruptedException {
        Set<String> names = new ConcurrentSkipListSet<>();
        CountDownLatch full = new CountDownLatch(workers());
        try (Database database = open()) {
            List<CompletableFuture<Boolean>> all = IntStream.range(0, 50)
                    .mapToObj(i -> database.read(handle -> {
                                names.add(Thread.currentThread().getName());
                                full.countDown();
                                return Thread.currentThread().isDaemon() && awaited(full);
                            })
                            .toCompletableFuture())
                    .toList();
            all.forEach(each -> assertThat(await(each)).isTrue());
        }
        assertThat(names).hasSize(workers()).allMatch(name -> name.startsWith("sluice-"));
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException stop) {
            return false;
        }
    }

    @Test
    void tooMuchWorkIsRefusedAtOnce() {
        CountDownLatch stuck = new CountDownLatch(1);
        try (Database database = open()) {
            List<CompletableFuture<Boolean>> all = IntStream.range(0, 10_000)
                    .mapToObj(i -> database.read(handle -> awaited(stuck)).toCompletableFuture())
                    .toList();
            CompletableFuture<Boolean> last = all.get(all.size() - 1);
            assertThatThrownBy(() -> await(last))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("too busy");
            stuck.countDown();
            assertThat(await(all.get(0))).isTrue();
        } finally {
            stuck.countDown();
        }
    }

    @Test
    void aClosedDatabaseRefuses() {
        Database database = open();
        CompletableFuture<Integer> handedOver =
                database.write(Durability.SYNCED, handle -> insert(handle, "a")).toCompletableFuture();
        database.close();
        database.close();
        assertThat(await(handedOver)).isEqualTo(1);
        assertThatThrownBy(() -> await(database.read(handle -> 1)))
                .isInstanceOf(StoreException.class)
                .hasMessage("The database is closed");
    }

    @Test
    void manyMayOpenAnEmptyDatabaseAtOnce() {
        List<CompletableFuture<Database>> opening = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(this::open))
                .toList();
        opening.forEach(database -> {
            try (Database opened = await(database)) {
                assertThat(kinds(opened)).isEmpty();
            }
        });
    }

    @Test
    void aNewerProgramsDatabaseIsLeftAlone() {
        try (Database database = open()) {
            await(database.write(
                    Durability.SYNCED,
                    handle -> handle.execute(
                            "insert into sluice_schema_history (installed_rank, version, description, type,"
                                    + " script, installed_by, execution_time, success)"
                                    + " values (99, '99', 'x', 'SQL', 'x', 'x', 0, " + trueValue() + ")")));
        }
        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("version 99")
                .hasMessageContaining("newer");
    }

    abstract String trueValue();
}
