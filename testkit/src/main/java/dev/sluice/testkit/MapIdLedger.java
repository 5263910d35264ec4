package dev.sluice.testkit;

import dev.sluice.core.routing.Home;
import dev.sluice.core.routing.IdShape;
import dev.sluice.core.spi.IdLedger;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** A ledger in a map: unbounded, always at once. Several ledgers over one map are several nodes. */
public final class MapIdLedger implements IdLedger {
    private final ConcurrentMap<String, Home> homes;
    private volatile boolean closed;

    /** An empty one. */
    public MapIdLedger() {
        this(new ConcurrentHashMap<>());
    }

    /** One over a map that outlives it. */
    public MapIdLedger(ConcurrentMap<String, Home> homes) {
        this.homes = homes;
    }

    @Override
    public CompletionStage<Map<String, Home>> find(Set<String> ids) {
        Map<String, Home> found = new HashMap<>();
        for (String id : ids) {
            Home home = homes.get(id);
            if (home != null) {
                found.put(id, home);
            }
        }
        return CompletableFuture.completedStage(found);
    }

    @Override
    public void learn(Set<String> ids, Home home) {
        for (String id : ids) {
            if (!closed && IdShape.isPlausible(id)) {
                homes.merge(id, home, (known, learned) -> new Home(learned.account(), known.owner()));
            }
        }
    }

    @Override
    public CompletionStage<Void> flush() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        closed = true;
    }
}
