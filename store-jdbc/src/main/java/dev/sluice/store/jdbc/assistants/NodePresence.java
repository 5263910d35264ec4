package dev.sluice.store.jdbc.assistants;

import dev.sluice.store.jdbc.Database;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells which of the nodes at one PostgreSQL are gone. Each has a number, and a lock of that number on a connection which
 * serves for nothing else: the server gives the lock up when the connection ends, and that ends with the process. Who is missed
 * for a while, and prolongs no lease meanwhile, is gone. Rounds are made by a thread of their own, which needs nothing that
 * calls wait for. See docs/decisions/0114-nodes-that-are-gone.md.
 */
final class NodePresence implements Presence {
    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(1);

    /** Longer than it takes to notice a lost connection and to make another, and than leases go without being prolonged. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(6);

    /** Whoever has lost the server is not alone in that, and cannot tell who is gone from who is not back. */
    private static final Duration AFTER_A_LOSS = Duration.ofSeconds(15);

    private static final int SILENCE_MILLIS = 2000;

    /** The server gives up a lock for which its node no longer answers, and does not keep this thread waiting for others. */
    private static final String SETTINGS = "set tcp_keepalives_idle = 5; set tcp_keepalives_interval = 5;"
            + " set tcp_keepalives_count = 3; set lock_timeout = '1s'";

    /** Tells these locks from those of others. */
    private static final int LOCKS = 0x736c7563;

    private static final String LOCK = "select pg_try_advisory_lock(" + LOCKS + ", ?)::int";
    private static final String LOCKED = "pg_locks where locktype = 'advisory' and granted and objsubid = 2"
            + " and classid::bigint = " + LOCKS
            + " and database = (select oid from pg_database where datname = current_database())";

    /** Asked of the server each time: where connections are lent by a proxy, the lock may stay with one that others have. */
    private static final String IS_LOCKED =
            "select 1 from " + LOCKED + " and pid = pg_backend_pid() and objid::bigint = ?";

    private static final String IS_MISSED = " and holder not in (select objid::bigint from " + LOCKED + ")";
    private static final String MISSED = "select holder, max(ready_at) from run_work where held = 1 and holder not in ("
            + NOBODY + ", ?)" + IS_MISSED + " group by holder";
    private static final String RELEASE = "update run_work set held = 0, holder = " + NOBODY
            + ", ready_at = least(ready_at, ?) where held = 1 and holder = ?" + IS_MISSED;

    private final Database database;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final int number = new SecureRandom().nextInt(1, Integer.MAX_VALUE);
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(NodePresence::daemon);
    private final AtomicReference<@Nullable Connection> connection = new AtomicReference<>();
    private volatile boolean isSeen;
    private volatile boolean closed;
    private Map<Long, Missed> missed = new HashMap<>();
    private boolean wasSeen;
    private long trusted;

    /**
     * Somebody whose lock is not there.
     *
     * @param since by {@link System#nanoTime}
     * @param lastLease when the last of his leases ends: it moves as long as he lives
     */
    private record Missed(long since, long lastLease) {}

    /**
     * Nobody sees this node before the first round.
     *
     * @param clock for the time at which work is ready
     * @param nanoTime as {@link System#nanoTime}
     */
    NodePresence(Database database, Clock clock, LongSupplier nanoTime) {
        this.database = database;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** Makes a round each second from now on. */
    static NodePresence start(Database database, Clock clock) {
        NodePresence presence = new NodePresence(database, clock, System::nanoTime);
        var unused = presence.thread.scheduleWithFixedDelay(
                presence::round, 0, BETWEEN_ROUNDS.toMillis(), TimeUnit.MILLISECONDS);
        return presence;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "sluice-presence");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public long holder() {
        return isSeen ? number : NOBODY;
    }

    /** Sees to it that others see this node, and makes ready what those hold who have been missed long enough. Blocks. */
    void round() {
        try {
            Connection mine = shown();
            for (long holder : gone(mine)) {
                release(mine, holder);
            }
        } catch (SQLException notNow) {
            // Where it is the connection that failed, the next round finds out.
            return;
        } catch (RuntimeException | Error unforeseen) {
            // A thread that ends would leave a number that nobody looks after.
            hide();
        }
    }

    private Connection shown() throws SQLException {
        Connection mine = connection.get();
        if (mine != null && isLocked(mine)) {
            return mine;
        }
        hide();
        try {
            return shownAnew();
        } catch (SQLException notNow) {
            hide();
            throw notNow;
        }
    }

    private Connection shownAnew() throws SQLException {
        Connection fresh = database.connect();
        connection.set(fresh);
        if (closed) {
            throw new SQLException("This node has ended");
        }
        fresh.setNetworkTimeout(Runnable::run, SILENCE_MILLIS);
        try (Statement settings = fresh.createStatement()) {
            settings.execute(SETTINGS);
        }
        if (!ask(fresh, LOCK)) {
            throw new SQLException("The lock of this node is not to be had");
        }
        trusted = nanoTime.getAsLong() + (wasSeen ? AFTER_A_LOSS.toNanos() : 0);
        missed.clear();
        wasSeen = true;
        isSeen = true;
        return fresh;
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

    private List<Long> gone(Connection mine) throws SQLException {
        long before = nanoTime.getAsLong();
        List<Long> gone = new ArrayList<>();
        Map<Long, Missed> still = new HashMap<>();
        try (PreparedStatement statement = mine.prepareStatement(MISSED)) {
            statement.setLong(1, number);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next() && before - trusted >= 0) {
                    long holder = rows.getLong(1);
                    long lease = rows.getLong(2);
                    Missed anew = new Missed(nanoTime.getAsLong(), lease);
                    Missed known = missed.getOrDefault(holder, anew);
                    Missed now = lease > known.lastLease() ? anew : known;
                    still.put(holder, now);
                    if (before - now.since() >= LONG_ENOUGH.toNanos()) {
                        gone.add(holder);
                    }
                }
            }
        }
        missed = still;
        return gone;
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
        Connection mine = connection.getAndSet(null);
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
