package dev.sluice.store.jdbc.assistants;

import dev.sluice.store.jdbc.Database;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Knows who is there of the processes that work on the runs of one database. What somebody holds who is gone need not wait
 * for the end of its lease; where nobody knows, leases decide. Thread-safe.
 */
interface Presence extends AutoCloseable {
    /** What is held in the name of nobody whom others could see. */
    long NOBODY = 0;

    /** Nobody knows who else is there. */
    Presence UNKNOWN = new Presence() {};

    /** In whose name this process holds what it takes from now on. */
    default long holder() {
        return NOBODY;
    }

    /** Makes ready what nobody else can be holding when this process comes. Never fails: leases end, too. */
    default CompletionStage<Void> takeOver(Database database, WorkTable work, Instant now) {
        return CompletableFuture.completedFuture(null);
    }

    /** This process is gone. */
    @Override
    default void close() {}
}
