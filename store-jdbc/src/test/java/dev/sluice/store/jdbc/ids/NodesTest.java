package dev.sluice.store.jdbc.ids;

import static dev.sluice.store.jdbc.ids.Node.ALICE;
import static dev.sluice.store.jdbc.ids.Node.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.config.StoreSettings;
import dev.sluice.core.routing.Home;
import dev.sluice.store.jdbc.TestDatabases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two gateways on one database: several nodes on PostgreSQL, or an old and a new process on one file. */
class NodesTest {
    private static final Duration A_SECOND = Duration.ofMillis(1001);

    @TempDir
    Path folder = Path.of("");

    enum On {
        SQLITE,
        POSTGRESQL
    }

    private StoreSettings settings(On database) {
        return database == On.SQLITE ? TestDatabases.sqlite(folder) : TestDatabases.postgres();
    }

    @ParameterizedTest
    @EnumSource
    void whatOneLearnsTheOtherFindsASecondLater(On database) {
        StoreSettings settings = settings(database);
        try (Node one = Node.start(settings);
                Node other = Node.start(settings)) {
            assertThat(other.find("thread_1", "user")).isEmpty();
            one.learn(ALICE, "thread_1");
            other.pass(A_SECOND);
            assertThat(other.find("thread_1", "user")).containsEntry("thread_1", ALICE);
            // Of a kind that is known: at once, unless it was asked for lately.
            one.learn(ALICE, "thread_2");
            assertThat(other.find("thread_2")).containsEntry("thread_2", ALICE);
            assertThat(other.find("thread_3")).isEmpty();
            one.learn(ALICE, "thread_3");
            other.pass(A_SECOND);
            assertThat(other.find("thread_3")).containsEntry("thread_3", ALICE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theFirstOwnerStaysWhoeverLearnsTheIdNext(On database) {
        StoreSettings settings = settings(database);
        try (Node one = Node.start(settings);
                Node other = Node.start(settings)) {
            one.learn(ALICE, "file-1");
            other.ledger().learn(Set.of("file-1"), BOB);
            assertThat(other.find("file-1")).containsEntry("file-1", new Home("account-b", "alice"));
            other.flush();
            assertThat(other.find("file-1")).containsEntry("file-1", new Home("account-b", "alice"));
            one.pass(Duration.ofMinutes(11));
            assertThat(one.find("file-1")).containsEntry("file-1", new Home("account-b", "alice"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void bothMayLearnTheSameAtOnce(On database) {
        StoreSettings settings = settings(database);
        try (Node one = Node.start(settings);
                Node other = Node.start(settings)) {
            List<CompletableFuture<Void>> learning = List.of(one, other).stream()
                    .map(node -> CompletableFuture.runAsync(() -> {
                        for (int round = 0; round < 20; round++) {
                            Home home = new Home("account-" + round, node == one ? "one" : "other");
                            IntStream.range(0, 300).forEach(i -> node.ledger().learn(Set.of("msg_" + i), home));
                            node.flush();
                        }
                    }))
                    .toList();
            learning.forEach(TestDatabases::await);
            assertThat(one.ledger().statistics().dropped()).isZero();
            assertThat(other.ledger().statistics().dropped()).isZero();
            assertThat(one.one("select count(*) from known_ids where account = 'account-19'"))
                    .isEqualTo(300);
        }
    }
}
