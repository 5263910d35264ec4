package dev.sluice.store.jdbc.assistants;

import dev.sluice.store.jdbc.Database;
import dev.sluice.store.jdbc.Durability;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Tells which of the nodes at one PostgreSQL are gone. Each has a number, and a lock of that number on a connection which
 * serves for nothing else: the server gives the lock up when the connection ends, and that ends with the process. Who is
 * missed once may have lost its connection only, and makes another before it is looked for again. See
 * docs/decisions/0114-nodes-that-are-gone.md.
 */
final class NodePresence implements Presence {
    static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

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

    private final int number = new SecureRandom().nextInt(1, Integer.MAX_VALUE);
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile Instant nextLook = Instant.MIN;
    private volatile boolean isSeen;
    private Set<Long> missed = Set.of();
    private @Nullable Connection connection;
    private boolean closed;

    @Override
    public long holder() {
        return isSeen ? number : NOBODY;
    }

    @Override
    public CompletionStage<Void> arrive(Database database, WorkTable work, Instant now) {
        return database.read(handle -> show(database)).handle((seen, failure) -> null);
    }

    @Override
    public CompletionStage<Void> takeOver(Database database, WorkTable work, Instant now) {
        if (now.isBefore(nextLook) || !looking.compareAndSet(false, true)) {
            return CompletableFuture.completedFuture(null);
        }
        nextLook = now.plus(BETWEEN_LOOKS);
        return database.read(handle -> look(handle, database))
                .thenCompose(gone -> gone.isEmpty()
                        ? CompletableFuture.completedFuture(0)
                        : database.write(Durability.SYNCED, handle -> work.releaseOf(handle, gone, now)))
                .handle((released, failure) -> {
                    looking.set(false);
                    return null;
                });
    }

    /** Those who were missed the last time, too. */
    private Set<Long> look(Handle handle, Database database) {
        show(database);
        Set<Long> gone = new HashSet<>(missed);
        missed = Set.copyOf(
                handle.createQuery(MISSED).bind(0, number).mapTo(Long.class).list());
        gone.retainAll(missed);
        return gone;
    }

    /** Sees to it that others see this node, and whether they do. A connection that is lost is made anew at once. */
    private synchronized boolean show(Database database) {
        if (!closed && !isSeenBy(connection)) {
            hide();
            try {
                connection = database.connect();
                isSeen = isSeenBy(connection);
            } catch (SQLException notNow) {
                return false;
            }
        }
        return isSeen;
    }

    private boolean isSeenBy(@Nullable Connection mine) {
        try {
            return mine != null && (ask(mine, IS_LOCKED) || ask(mine, LOCK));
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

    private void hide() {
        isSeen = false;
        Connection mine = connection;
        connection = null;
        if (mine != null) {
            try {
                mine.close();
            } catch (SQLException closedAlready) {
                return;
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        hide();
    }
}
