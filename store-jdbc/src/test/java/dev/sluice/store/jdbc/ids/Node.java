package dev.sluice.store.jdbc.ids;

import dev.sluice.core.config.StoreSettings;
import dev.sluice.core.routing.Home;
import dev.sluice.store.jdbc.Database;
import dev.sluice.store.jdbc.Durability;
import dev.sluice.store.jdbc.TestDatabases;
import dev.sluice.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** A gateway's ledger, its database, and a time of its own that stands still until a test moves it. */
final class Node implements AutoCloseable {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final Home ALICE = new Home("account-a", "alice");
    static final Home BOB = new Home("account-b", "bob");

    private final ManualClock clock = ManualClock.at(START);
    private final Database database;
    private final JdbcIdLedger ledger;

    private Node(Database database, LedgerLimits limits) {
        this.database = database;
        this.ledger = JdbcIdLedger.open(
                database,
                limits,
                clock,
                () -> Duration.between(START, clock.instant()).toNanos());
    }

    static Node start(StoreSettings settings, LedgerLimits limits) {
        return new Node(TestDatabases.open(settings), limits);
    }

    static Node start(StoreSettings settings) {
        return start(settings, LedgerLimits.perKind(settings.idsPerKind()));
    }

    JdbcIdLedger ledger() {
        return ledger;
    }

    Database database() {
        return database;
    }

    void pass(Duration time) {
        clock.advance(time);
    }

    Map<String, Home> find(String... ids) {
        return TestDatabases.await(ledger.find(Set.of(ids)));
    }

    /** Learns and waits until it is written, or given up. */
    void learn(Home home, String... ids) {
        ledger.learn(Set.of(ids), home);
        flush();
    }

    void flush() {
        TestDatabases.await(ledger.flush());
    }

    /** Runs a statement. */
    void execute(String sql) {
        TestDatabases.await(database.write(Durability.SYNCED, handle -> handle.execute(sql)));
    }

    /** The only value of a query. */
    long one(String sql) {
        return TestDatabases.one(database, sql);
    }

    @Override
    public void close() {
        ledger.close();
        database.close();
    }
}
