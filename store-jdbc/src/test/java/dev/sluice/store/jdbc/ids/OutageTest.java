package dev.sluice.store.jdbc.ids;

import static dev.sluice.store.jdbc.ids.Node.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.config.StoreSettings;
import dev.sluice.store.jdbc.TestDatabases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that fails: its table is away for a while. */
class OutageTest {
    private static final String AWAY = "alter table known_ids rename to away";
    private static final String BACK = "alter table away rename to known_ids";

    @TempDir
    Path folder = Path.of("");

    private StoreSettings settings = StoreSettings.DEFAULT;

    @BeforeEach
    void choose() {
        settings = TestDatabases.sqlite(folder);
    }

    private static Set<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(i -> "file-" + i).collect(Collectors.toSet());
    }

    @Test
    void whatIsLearnedMeanwhileIsFoundAndWrittenAfterwards() {
        try (Node node = Node.start(settings)) {
            node.execute(AWAY);
            node.learn(ALICE, "file-1");
            assertThat(node.find("file-1", "file-2")).isEqualTo(Map.of("file-1", ALICE));
            assertThat(node.ledger().statistics().unsaved()).isEqualTo(1);
            node.execute(BACK);
            node.flush();
            assertThat(node.ledger().statistics().unsaved()).isZero();
            assertThat(node.ledger().statistics().dropped()).isZero();
        }
        try (Node node = Node.start(settings)) {
            assertThat(node.find("file-1")).containsEntry("file-1", ALICE);
        }
    }

    @Test
    void whatCannotBeLookedUpIsUnknownForASecond() {
        try (Node node = Node.start(settings)) {
            node.learn(ALICE, "file-1");
        }
        try (Node node = Node.start(settings)) {
            node.execute(AWAY);
            assertThat(node.find("file-1")).isEmpty();
            assertThat(node.ledger().statistics().failedLookUps()).isEqualTo(1);
            node.execute(BACK);
            assertThat(node.find("file-1")).isEmpty();
            node.pass(Duration.ofMillis(1001));
            assertThat(node.find("file-1")).containsEntry("file-1", ALICE);
        }
    }

    @Test
    void whatHasNoRoomIsDroppedAndCounted() {
        try (Node node = Node.start(settings, new LedgerLimits(1000, 100, 1_000_000))) {
            node.execute(AWAY);
            node.ledger().learn(ids(150), ALICE);
            node.flush();
            assertThat(node.ledger().statistics().unsaved()).isEqualTo(100);
            assertThat(node.ledger().statistics().dropped()).isEqualTo(50);
            assertThat(TestDatabases.await(node.ledger().find(ids(150)))).hasSize(100);
            node.execute(BACK);
            node.flush();
            assertThat(node.one("select count(*) from known_ids")).isEqualTo(100);
            node.ledger().learn(ids(150), ALICE);
            node.flush();
            assertThat(node.one("select count(*) from known_ids")).isEqualTo(150);
        }
    }

    @Test
    void whatCannotBeWrittenIsGivenUpSomeTime() {
        try (Node node = Node.start(settings)) {
            node.execute(AWAY);
            node.ledger().learn(ids(7), ALICE);
            for (int i = 0; i < 6; i++) {
                node.flush();
            }
            assertThat(node.ledger().statistics().dropped()).isEqualTo(7);
            assertThat(node.ledger().statistics().unsaved()).isZero();
            node.execute(BACK);
            node.learn(ALICE, "file-8");
            assertThat(node.one("select count(*) from known_ids")).isEqualTo(1);
        }
    }

    @Test
    void aDatabaseThatIsClosedFirstHarmsNobody() {
        Node node = Node.start(settings);
        node.database().close();
        node.learn(ALICE, "file-1");
        assertThat(node.find("file-1", "file-2")).containsOnlyKeys("file-1");
        node.close();
        assertThat(node.ledger().statistics().unsaved()).isZero();
    }
}
