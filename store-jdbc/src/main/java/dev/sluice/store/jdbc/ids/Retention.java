package dev.sluice.store.jdbc.ids;

import dev.sluice.store.jdbc.Database;
import dev.sluice.store.jdbc.Durability;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds the table, kind by kind: objects of some kinds are made with every call and never used again, and must not
 * crowd out those of others. Looks when ids of a kind are written for the first time, and after every twentieth part of
 * the bound.
 */
final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final int PARTS = 20;

    /** So few that nobody notices the transaction. */
    private static final int SLICE = 1000;

    private final Database database;
    private final IdTable table;
    private final int perKind;
    private final ConcurrentMap<String, Integer> sinceLook = new ConcurrentHashMap<>();

    Retention(Database database, IdTable table, int perKind) {
        this.database = database;
        this.table = table;
        this.perKind = perKind;
    }

    /** Ids were written, so many of each kind. */
    void written(Map<String, Integer> counts) {
        counts.forEach((kind, count) -> {
            Integer before = sinceLook.get(kind);
            if (before == null || before + count > perKind / PARTS) {
                sinceLook.put(kind, 0);
                purge(kind);
            } else {
                sinceLook.put(kind, before + count);
            }
        });
    }

    private void purge(String kind) {
        database.read(handle -> table.oldest(handle, kind, perKind))
                .thenCompose(
                        before -> before.isEmpty() ? CompletableFuture.completedStage(0) : slices(kind, before.get()))
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        LOG.debug("Ids of kind {} were not purged, which is tried again: {}", kind, failure.toString());
                    }
                });
    }

    private CompletionStage<Integer> slices(String kind, long before) {
        return database.write(Durability.LAZY, handle -> table.purge(handle, kind, before, SLICE))
                .thenCompose(
                        purged -> purged < SLICE ? CompletableFuture.completedStage(purged) : slices(kind, before));
    }
}
