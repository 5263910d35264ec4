package dev.sluice.store.jdbc.ids;

import static dev.sluice.store.jdbc.ids.Node.ALICE;
import static dev.sluice.store.jdbc.ids.Node.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.config.StoreSettings;
import dev.sluice.core.routing.Home;
import dev.sluice.store.jdbc.TestDatabases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the database is asked, and when memory decides. */
class LookUpsTest {
    private static final String KNOWN = "thread_known";

    @TempDir
    Path folder = Path.of("");

    private StoreSettings settings = StoreSettings.DEFAULT;

    @BeforeEach
    void learnOne() {
        settings = TestDatabases.sqlite(folder);
        try (Node node = Node.start(settings)) {
            node.learn(ALICE, KNOWN, "550e8400-e29b-41d4-a716-446655440000");
        }
    }

    private static long lookUps(Node node) {
        return node.ledger().statistics().lookUps();
    }

    @Test
    void whatLooksLikeNoIdThatWasEverLearnedIsNotLookedUp() {
        try (Node node = Node.start(settings)) {
            assertThat(node.find(
                            "user",
                            "gpt-4o",
                            "json_object",
                            "text",
                            "auto",
                            "Thread_known",
                            "file-abc",
                            "What is the meaning of life?",
                            "thread known",
                            "thread",
                            "550e8400-e29b-41d4-a716-44665544000",
                            "http://example.com/a_b-c"))
                    .isEmpty();
            assertThat(lookUps(node)).isZero();
        }
    }

    @Test
    void whatLooksLikeOneIsLookedUpOnceAndRemembered() {
        try (Node node = Node.start(settings)) {
            for (int i = 0; i < 3; i++) {
                assertThat(node.find(KNOWN, "550e8400-e29b-41d4-a716-446655440000"))
                        .hasSize(2);
            }
            assertThat(lookUps(node)).isEqualTo(1);
            CompletableFuture<?> found =
                    node.ledger().find(Set.of(KNOWN, "user", "gpt-4o")).toCompletableFuture();
            assertThat(found).isDone();
            node.pass(Duration.ofMinutes(11));
            assertThat(node.find(KNOWN)).containsEntry(KNOWN, ALICE);
            assertThat(lookUps(node)).isEqualTo(2);
        }
    }

    @Test
    void whatIsNotThereIsRememberedForASecond() {
        try (Node node = Node.start(settings)) {
            for (int i = 0; i < 3; i++) {
                assertThat(node.find("thread_unknown")).isEmpty();
            }
            assertThat(lookUps(node)).isEqualTo(1);
            node.pass(Duration.ofMillis(1001));
            assertThat(node.find("thread_unknown")).isEmpty();
            assertThat(lookUps(node)).isEqualTo(2);
        }
    }

    @Test
    void whatWasLearnedNeedsNoLookUpOnceItIsWritten() {
        try (Node node = Node.start(settings)) {
            node.learn(ALICE, "file-1", "file-2");
            node.learn(BOB, "file-1");
            assertThat(node.find("file-1", "file-2"))
                    .isEqualTo(Map.of("file-1", new Home("account-b", "alice"), "file-2", ALICE));
            assertThat(lookUps(node)).isZero();
        }
    }

    @Test
    void whatWasLearnedAgainIsNotWrittenAgain() {
        try (Node node = Node.start(settings)) {
            node.learn(ALICE, "file-1");
            node.execute("delete from known_ids where id = 'file-1'");
            node.learn(ALICE, "file-1");
            assertThat(node.one("select count(*) from known_ids where id = 'file-1'"))
                    .isZero();
            node.learn(BOB, "file-1");
            assertThat(node.one("select count(*) from known_ids where id = 'file-1'"))
                    .isOne();
        }
    }

    @Test
    void memoryIsBoundedAndNothingIsLostByThat() {
        Set<String> ids = IntStream.range(0, 5000).mapToObj(i -> "file-" + i).collect(Collectors.toSet());
        try (Node node = Node.start(settings, new LedgerLimits(100, 65_536, 1_000_000))) {
            node.ledger().learn(ids, ALICE);
            node.flush();
            assertThat(node.ledger().statistics().inMemory()).isLessThanOrEqualTo(110);
            assertThat(node.ledger().statistics().unsaved()).isZero();
            ids.forEach(id -> assertThat(node.find(id)).containsEntry(id, ALICE));
        }
    }

    @Test
    void oneQuestionHasABoundedCost() {
        Set<String> ids =
                IntStream.range(0, 50_000).mapToObj(i -> "thread_" + i).collect(Collectors.toSet());
        try (Node node = Node.start(settings)) {
            assertThat(TestDatabases.await(node.ledger().find(ids))).isEmpty();
            assertThat(lookUps(node)).isEqualTo(1);
            assertThat(node.ledger().statistics().inMemory()).isLessThanOrEqualTo(2000);
        }
    }

    @Test
    void aDatabaseThatSaysNothingIsNotWaitedFor() {
        CountDownLatch stuck = new CountDownLatch(1);
        try (Node node = Node.start(settings)) {
            node.find(KNOWN);
            IntStream.range(0, 10).forEach(i -> stick(node, stuck));
            assertThat(node.find(KNOWN, "thread_other")).containsOnlyKeys(KNOWN);
            assertThat(node.ledger().statistics().failedLookUps()).isEqualTo(1);
            // For a second nobody waits again.
            assertThat(node.ledger().find(Set.of("thread_another")).toCompletableFuture())
                    .isCompletedWithValue(Map.of());
            node.pass(Duration.ofMillis(1001));
            assertThat(node.find("of_a_kind_that_only_others_may_know")).isEmpty();
            stuck.countDown();
            node.pass(Duration.ofMillis(1001));
            assertThat(node.find("thread_another")).isEmpty();
            assertThat(node.ledger().statistics().failedLookUps()).isEqualTo(1);
        } finally {
            stuck.countDown();
        }
    }

    private static void stick(Node node, CountDownLatch stuck) {
        CompletableFuture<Boolean> unused = node.database()
                .read(handle -> {
                    try {
                        stuck.await();
                    } catch (InterruptedException stop) {
                        Thread.currentThread().interrupt();
                    }
                    return true;
                })
                .toCompletableFuture();
    }

    @Test
    void tooManyKindsBecomeOne() {
        Set<String> ids = IntStream.range(0, 6000)
                .mapToObj(i -> Integer.toString(i, 26)
                        .chars()
                        .mapToObj(c -> "" + (char) (c <= '9' ? c - '0' + 'a' : c + 10))
                        .collect(Collectors.joining()))
                .map(word -> word + "_1")
                .collect(Collectors.toSet());
        assertThat(ids).hasSize(6000);
        try (Node node = Node.start(settings)) {
            node.ledger().learn(ids, ALICE);
            node.flush();
            assertThat(node.one("select count(*) from id_kinds")).isBetween(4000L, 4100L);
        }
        try (Node node = Node.start(settings)) {
            ids.forEach(id -> assertThat(node.find(id)).containsEntry(id, ALICE));
        }
    }
}
