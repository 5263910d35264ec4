package dev.sluice.store.jdbc.assistants;

import dev.sluice.store.jdbc.Database;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells which of the nodes at one PostgreSQL are gone. Each has a number, and a lock of that number on a connection which
 * serves for nothing else: the server gives the lock up when the connection ends, and that ends with the process. Who has lost
 * his connection only makes another long before he is thought gone. Rounds are made by a thread of their own, which needs
 * nothing that calls wait for. See docs/decisions/0114-nodes-that-are-gone.md.
 */
final class NodePresence implements Presence {
    static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(1);
    static final Duration MISSED_LONG_ENOUGH = Duration.ofSeconds(3);

    /** Whoever has lost the server is not alone in that, and cannot tell who is gone from who is not back. */
    static final Duration AFTER_A_LOSS = Duration.ofSeconds(15);

    private static final int SILENCE_MILLIS = 2000;

    /** Tells these locks from those of others. */
    private static final int LOCKS = 0x736c7563;

    private static final String LOCK = "select pg_try_advisory_lock(" + LOCKS + ", ?)::int";
    private static final String LOCKED = "pg_locks where locktype = 'advisory' and granted and objsubid = 2"
            + " and classid::bigint = " + LOCKS
            + " and database = (select oid from pg_database where datname = current_database())";

    /** Asked of the server each time: where connections are lent by a proxy, the lock may stay with one that others have. */
    private static final String IS_LOCKED =
            "select 1 from " + LOCKED + " and pid = pg_backend_pid() and objid::bigint = ?";

    private static final String MISSED = "select distinct holder from run_work where held = 1 and holder not in ("
            + NOBODY + ", ?) and holder not in (select objid::bigint from " + LOCKED + ")";
    private static final String RELEASE =
            "update run_work set held = 0, holder = " + NOBODY + ", ready_at = ? where held = 1 and holder = ?";

    private final Database database;
    private final Clock clock;
    private final int number = new SecureRandom().nextInt(1, Integer.MAX_VALUE);
    private final Map<Long, Long> missedSince = new HashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(NodePresence::daemon);
    private volatile @Nullable Connection connection;
    private volatile boolean isSeen;
    private volatile boolean closed;
    private boolean wasSeen;
    private long trusted;

    /**
     * Nobody sees this node before the first round.
     *
     * @param clock for the time at which work is ready
     */
    NodePresence(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "sluice-presence");
        thread.setDaemon(true);
        return thread;
    }

    /** Makes rounds from now on. */
    NodePresence start() {
        var unused = thread.scheduleWithFixedDelay(
                () -> round(System.nanoTime()), 0, BETWEEN_ROUNDS.toNanos(), TimeUnit.NANOSECONDS);
        return this;
    }

    @Override
    public long holder() {
        return isSeen ? number : NOBODY;
    }

    /**
     * Sees to it that others see this node, and makes ready what those hold who have been missed long enough. Blocks.
     *
     * @param now by {@link System#nanoTime}
     */
    void round(long now) {
        try {
            Connection mine = shown(now);
            List<Long> gone = gone(mine, now);
            for (long holder : gone) {
                release(mine, holder);
            }
        } catch (SQLException notNow) {
            hide();
        }
    }

    private Connection shown(long now) throws SQLException {
        Connection mine = connection;
        if (mine == null || !isLocked(mine)) {
            hide();
            mine = database.connect();
            connection = mine;
            if (closed) {
                throw new SQLException("This node has ended");
            }
            mine.setNetworkTimeout(Runnable::run, SILENCE_MILLIS);
            if (!ask(mine, LOCK)) {
                throw new SQLException("The lock of this node is not to be had");
            }
            trusted = wasSeen ? now + AFTER_A_LOSS.toNanos() : now;
            wasSeen = true;
            isSeen = true;
        }
        return mine;
    }

    private boolean isLocked(Connection mine) {
        try {
            return ask(mine, IS_LOCKED);
        } catch (SQLException lost) {
            return false;
        }
    }

    /** Whether the server says so. */
    private boolean ask(Connection mine, String question) throws SQLException {
        try (PreparedStatement statement = mine.prepareStatement(question)) {
            statement.setInt(1, number);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() && rows.getInt(1) == 1;
            }
        }
    }

    private List<Long> gone(Connection mine, long now) throws SQLException {
        List<Long> missed = new ArrayList<>();
        try (PreparedStatement statement = mine.prepareStatement(MISSED)) {
            statement.setLong(1, number);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    missed.add(rows.getLong(1));
                }
            }
        }
        if (now - trusted < 0) {
            missed.clear();
        }
        missedSince.keySet().retainAll(missed);
        missed.forEach(holder -> missedSince.putIfAbsent(holder, now));
        missed.removeIf(holder -> now - missedSince.getOrDefault(holder, now) < MISSED_LONG_ENOUGH.toNanos());
        return missed;
    }

    private void release(Connection mine, long holder) throws SQLException {
        try (PreparedStatement statement = mine.prepareStatement(RELEASE)) {
            statement.setLong(1, clock.millis());
            statement.setLong(2, holder);
            statement.executeUpdate();
        }
    }

    private void hide() {
        isSeen = false;
        Connection mine = connection;
        connection = null;
        if (mine != null) {
            try {
                mine.abort(Runnable::run);
            } catch (SQLException gone) {
                return;
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.shutdownNow();
        hide();
    }
}
