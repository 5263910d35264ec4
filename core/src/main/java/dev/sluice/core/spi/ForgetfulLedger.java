package dev.sluice.core.spi;

import dev.sluice.core.routing.Home;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The ledger of a gateway that has none. */
final class ForgetfulLedger implements IdLedger {
    @Override
    public CompletionStage<Map<String, Home>> find(Set<String> ids) {
        return CompletableFuture.completedFuture(Map.of());
    }

    @Override
    public void learn(Set<String> ids, Home home) {}

    @Override
    public CompletionStage<Void> flush() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {}
}
