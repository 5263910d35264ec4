package dev.sluice.core.support;

import dev.sluice.core.routing.Home;
import dev.sluice.core.spi.IdLedger;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A ledger in memory, without bounds. */
public final class MapLedger implements IdLedger {
    /** What is known. */
    public final Map<String, Home> homes = new ConcurrentHashMap<>();

    private Executor asker = Runnable::run;

    /** From now on what is asked is answered by that executor. */
    public void answersOn(Executor elsewhere) {
        asker = elsewhere;
    }

    @Override
    public CompletionStage<Map<String, Home>> find(Set<String> ids) {
        return CompletableFuture.supplyAsync(
                () -> ids.stream()
                        .filter(homes::containsKey)
                        .collect(Collectors.toMap(Function.identity(), homes::get)),
                asker);
    }

    @Override
    public void learn(Set<String> ids, Home home) {
        ids.forEach(id -> homes.put(id, home));
    }

    @Override
    public CompletionStage<Void> flush() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {}
}
