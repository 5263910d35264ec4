package dev.sluice.store.jdbc.assistants;

import static dev.sluice.store.jdbc.TestDatabases.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.assistants.store.Change;
import dev.sluice.core.assistants.store.Claim;
import dev.sluice.core.assistants.store.Outcome;
import dev.sluice.core.assistants.store.Work;
import dev.sluice.core.config.StoreSettings;
import dev.sluice.store.jdbc.Database;
import dev.sluice.store.jdbc.TestDatabases;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes at one PostgreSQL take over from those that are gone, long before their leases end, and from no others. */
class NodePresenceTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final String LOCKS = "pg_locks where locktype = 'advisory' and objsubid = 2";

    private final StoreSettings settings = TestDatabases.postgres();
    private long nanos;
    private final Node one = new Node();
    private final Node two = new Node();

    /** A node whose rounds are made by the test. */
    private final class Node {
        private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        private final Database database = TestDatabases.open(settings);
        private final NodePresence presence = new NodePresence(database, clock, () -> nanos);
        private final JdbcAssistantStore store = new JdbcAssistantStore(database, clock, presence);

        void round(double second) {
            nanos = Math.round(second * 1e9);
            presence.round();
        }

        void make(Work work) {
            assertThat(await(store.commit(Change.builder().work(work).build()))).isInstanceOf(Outcome.Done.class);
        }

        List<Claim> claim() {
            return await(store.claim(NOW, NOW.plus(LEASE), 9));
        }

        void close() {
            store.close();
            database.close();
        }
    }

    @BeforeEach
    void oneHoldsARun() {
        one.round(0);
        two.round(0);
        one.make(new Work.Ready("run_1", NOW));
        assertThat(one.claim()).containsExactly(new Claim("run_1", 1));
    }

    @AfterEach
    void close() {
        one.close();
        two.close();
    }

    @Test
    void whatIsHeldByWhoIsThereIsLeftAlone() {
        for (int second = 1; second < 20; second++) {
            two.round(second);
        }
        assertThat(two.claim()).isEmpty();
    }

    @Test
    void whatWasHeldByWhoIsGoneIsReadyWhenHeWasMissedLongEnough() {
        one.make(new Work.Take("run_2", NOW.plus(LEASE)));
        one.close();
        awaitLocks(1);
        two.round(1);
        two.round(4);
        two.round(6.9);
        assertThat(two.claim()).isEmpty();
        two.round(7);
        assertThat(two.claim())
                .containsExactlyInAnyOrder(new Claim("run_1", 2), new Claim("run_2", Work.Take.TOKEN + 1));
    }

    @Test
    void whoIsSeenAgainWasNeverMissed() {
        end(one);
        two.round(1);
        one.round(2);
        two.round(3);
        end(one);
        two.round(4);
        two.round(9);
        assertThat(two.claim()).isEmpty();
        two.round(10);
        assertThat(two.claim()).hasSize(1);
    }

    @Test
    void whoProlongsHisLeasesLives() {
        end(one);
        two.round(1);
        two.round(6);
        one.make(new Work.Hold("run_1", 1, NOW.plus(LEASE).plusSeconds(5)));
        two.round(7);
        two.round(12);
        assertThat(two.claim()).isEmpty();
        two.round(13);
        assertThat(two.claim()).hasSize(1);
    }

    @Test
    void whatIsProlongedByWhomNobodySeesIsLeftToItsLease() {
        one.presence.close();
        one.make(new Work.Hold("run_1", 1, NOW.plus(LEASE)));
        for (int second = 1; second < 20; second++) {
            two.round(second);
        }
        assertThat(two.claim()).isEmpty();
    }

    @Test
    void whoHasLostTheServerWaitsUntilOthersAreBack() {
        end(one);
        end(two);
        for (int second = 1; second < 22; second++) {
            two.round(second);
        }
        assertThat(two.claim()).isEmpty();
        two.round(22);
        assertThat(two.claim()).hasSize(1);
    }

    @Test
    void whoWasThoughtGoneHoldsNothing() {
        one.presence.close();
        awaitLocks(1);
        two.round(1);
        two.round(7);
        assertThat(two.claim()).containsExactly(new Claim("run_1", 2));
        Change change = Change.builder().work(new Work.Done("run_1", 1)).build();
        assertThat(await(one.store.commit(change))).isEqualTo(new Outcome.Conflict(Optional.empty()));
    }

    @Test
    void whatIsTakenWhileNobodySeesTheNodeIsLeftToItsLease() {
        two.make(new Work.Take("run_3", NOW.plus(LEASE)));
        Node unseen = new Node();
        unseen.make(new Work.Take("run_4", NOW.plus(LEASE)));
        unseen.close();
        for (int second = 1; second < 20; second++) {
            one.round(second);
        }
        assertThat(one.claim()).isEmpty();
    }

    @Test
    void whatIsLaidDownIsNobodys() {
        one.make(new Work.Park("run_1", 1, NOW.plus(LEASE)));
        one.close();
        awaitLocks(1);
        two.round(1);
        two.round(7);
        assertThat(two.claim()).isEmpty();
    }

    /** Its connection, of which it does not know yet. */
    private static void end(Node node) {
        String its = LOCKS + " and objid::bigint = " + node.presence.holder();
        TestDatabases.execute("select pg_terminate_backend(pid) from " + its);
        awaitLocks(0, its);
    }

    private static void awaitLocks(int left) {
        awaitLocks(left, LOCKS);
    }

    /** The server learns a moment later that somebody is gone. */
    private static void awaitLocks(int left, String which) {
        TestDatabases.execute(
                "set statement_timeout = '30s'",
                "do $$ begin while (select count(*) from " + which + ") > " + left
                        + " loop perform pg_sleep(0.001); end loop; end $$");
    }
}
