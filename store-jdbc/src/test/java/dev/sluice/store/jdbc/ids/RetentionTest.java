package dev.sluice.store.jdbc.ids;

import static dev.sluice.store.jdbc.ids.Node.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.config.StoreSettings;
import dev.sluice.store.jdbc.TestDatabases;
import dev.sluice.store.jdbc.ids.NodesTest.On;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which ids are purged. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RetentionTest {
    private static final int KEPT = 1000;

    @TempDir
    Path folder = Path.of("");

    private Node start(On database) {
        StoreSettings settings = database == On.SQLITE ? TestDatabases.sqlite(folder) : TestDatabases.postgres();
        // So little memory that what is found is in the database.
        return Node.start(settings, new LedgerLimits(0, 65_536, KEPT));
    }

    /** Learns ids of one kind, day after day. */
    private static void learn(Node node, String prefix, int from, int to) {
        for (int i = from; i < to; i += 100) {
            Set<String> today =
                    IntStream.range(i, i + 100).mapToObj(n -> prefix + n).collect(Collectors.toSet());
            node.ledger().learn(today, ALICE);
            node.flush();
            node.pass(Duration.ofDays(1));
        }
    }

    /** The purge runs behind; nobody but the table tells when it is done. */
    private static void awaitRows(Node node, String prefix, long atMost) {
        while (node.one("select count(*) from known_ids where kind = '" + prefix + "'") > atMost) {
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theLongestUnusedOfAKindAreForgotten(On database) {
        try (Node node = start(database)) {
            learn(node, "resp_", 0, 5000);
            awaitRows(node, "resp_", KEPT + KEPT / 10);
            assertThat(node.find("resp_0", "resp_3000", "resp_4500", "resp_4999"))
                    .containsOnlyKeys("resp_4500", "resp_4999");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKindIsNotCrowdedOutByAnother(On database) {
        try (Node node = start(database)) {
            node.learn(ALICE, "asst_1");
            node.pass(Duration.ofDays(1));
            learn(node, "resp_", 0, 5000);
            awaitRows(node, "resp_", KEPT + KEPT / 10);
            assertThat(node.find("asst_1")).containsEntry("asst_1", ALICE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsUsedStays(On database) {
        try (Node node = start(database)) {
            node.learn(ALICE, "resp_used", "resp_unused");
            for (int i = 0; i < 5000; i += 500) {
                learn(node, "resp_", i, i + 500);
                assertThat(node.find("resp_used")).containsEntry("resp_used", ALICE);
                node.flush();
            }
            awaitRows(node, "resp_", KEPT + KEPT / 10);
            assertThat(node.find("resp_used", "resp_unused")).containsOnlyKeys("resp_used");
        }
    }

    @ParameterizedTest
    @EnumSource
    void itIsLookedAfterEveryStartWithoutWaitingForMany(On database) {
        StoreSettings settings = database == On.SQLITE ? TestDatabases.sqlite(folder) : TestDatabases.postgres();
        try (Node node = Node.start(settings)) {
            learn(node, "resp_", 0, 3000);
        }
        try (Node node = Node.start(settings, new LedgerLimits(0, 65_536, KEPT))) {
            node.learn(ALICE, "resp_next");
            awaitRows(node, "resp_", KEPT + 200);
            assertThat(node.one("select count(*) from known_ids")).isBetween((long) KEPT, KEPT + 200L);
        }
    }
}
