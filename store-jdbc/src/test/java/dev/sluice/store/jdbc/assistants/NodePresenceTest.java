package dev.sluice.store.jdbc.assistants;

import static dev.sluice.store.jdbc.TestDatabases.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.assistants.store.Change;
import dev.sluice.core.assistants.store.Claim;
import dev.sluice.core.assistants.store.Outcome;
import dev.sluice.core.assistants.store.Work;
import dev.sluice.core.config.StoreSettings;
import dev.sluice.core.spi.AssistantStores;
import dev.sluice.store.jdbc.TestDatabases;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes at one PostgreSQL take over from those that are gone, long before their leases end, and from no others. */
class NodePresenceTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);
    private static final String LOCKS = "pg_locks where locktype = 'advisory' and objsubid = 2";
    private static final Duration LEASE = Duration.ofMinutes(10);

    @TempDir
    Path folder = Path.of("");

    private final StoreSettings settings = TestDatabases.postgres();
    private final OpenStores first = new OpenStores();
    private final OpenStores second = new OpenStores();
    private AssistantStores one;
    private AssistantStores two;

    @BeforeEach
    void oneHoldsARun() {
        one = first.open(settings, folder);
        two = second.open(settings, folder);
        assertThat(claim(two, -1)).isEmpty();
        make(one, new Work.Ready("run_1", NOW));
        assertThat(claim(one, 0)).containsExactly(new Claim("run_1", 1));
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    @Test
    void whatIsHeldByWhoIsThereIsLeftAlone() {
        for (int second = 0; second < 5; second++) {
            assertThat(claim(two, second)).isEmpty();
        }
    }

    @Test
    void whatWasHeldByWhoIsGoneIsReadyWhenHeIsMissedTwice() {
        assertThat(claim(two, 1)).isEmpty();
        first.close();
        awaitLocks(1);
        assertThat(claim(two, 2)).isEmpty();
        assertThat(claim(two, 3)).containsExactly(new Claim("run_1", 2));
    }

    @Test
    void soIsWhatWasTakenWhenItWasMade() {
        make(one, new Work.Take("run_2", NOW.plus(LEASE)));
        first.close();
        awaitLocks(1);
        assertThat(claim(two, 1)).isEmpty();
        assertThat(claim(two, 2)).extracting(Claim::runId).containsExactlyInAnyOrder("run_1", "run_2");
    }

    @Test
    void nobodyIsLookedForMoreThanOnceASecond() {
        assertThat(claim(two, 1)).isEmpty();
        first.close();
        awaitLocks(1);
        for (int look = 0; look < 5; look++) {
            assertThat(await(two.queue().claim(NOW.plusMillis(2000 + look), NOW.plus(LEASE), 9)))
                    .isEmpty();
        }
        assertThat(claim(two, 4)).hasSize(1);
    }

    @Test
    void whoLosesHisConnectionIsSeenAgain() {
        endLockingConnections();
        assertThat(claim(two, 1)).isEmpty();
        assertThat(claim(one, 1)).isEmpty();
        assertThat(claim(two, 2)).isEmpty();
        assertThat(claim(two, 3)).isEmpty();
    }

    @Test
    void whoWasThoughtGoneHoldsNothing() {
        endLockingConnections();
        assertThat(claim(two, 1)).isEmpty();
        assertThat(claim(two, 2)).containsExactly(new Claim("run_1", 2));
        Change change = Change.builder().work(new Work.Done("run_1", 1)).build();
        assertThat(await(one.objects().commit(change))).isEqualTo(new Outcome.Conflict(Optional.empty()));
    }

    private static void endLockingConnections() {
        TestDatabases.execute("select pg_terminate_backend(pid) from " + LOCKS);
        awaitLocks(0);
    }

    /** The server learns a moment later that somebody is gone. */
    private static void awaitLocks(int left) {
        TestDatabases.execute(
                "set statement_timeout = '30s'",
                "do $$ begin while (select count(*) from " + LOCKS + ") > " + left
                        + " loop perform pg_sleep(0.001); end loop; end $$");
    }

    private static void make(AssistantStores stores, Work work) {
        assertThat(await(stores.objects().commit(Change.builder().work(work).build())))
                .isInstanceOf(Outcome.Done.class);
    }

    private static List<Claim> claim(AssistantStores stores, int second) {
        Instant now = NOW.plusSeconds(second);
        return await(stores.queue().claim(now, now.plus(LEASE), 9));
    }
}
