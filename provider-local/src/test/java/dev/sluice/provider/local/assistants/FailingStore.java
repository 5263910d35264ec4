package dev.sluice.provider.local.assistants;

import dev.sluice.core.assistants.store.Change;
import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Listing;
import dev.sluice.core.assistants.store.Outcome;
import dev.sluice.core.assistants.store.Slice;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.spi.AssistantStore;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A store that fails when it is told to. */
final class FailingStore implements AssistantStore {
    private final AssistantStore store;
    private boolean fails;

    FailingStore(AssistantStore store) {
        this.store = store;
    }

    /** The next that is looked up fails. */
    void failOnce() {
        fails = true;
    }

    @Override
    public CompletionStage<Map<Key, Document>> get(Set<Key> keys) {
        if (fails) {
            fails = false;
            return CompletableFuture.failedFuture(
                    new GatewayException(ErrorKind.INTERNAL, Reach.SENT, "The store failed on this request."));
        }
        return store.get(keys);
    }

    @Override
    public CompletionStage<Slice> list(Listing listing) {
        return store.list(listing);
    }

    @Override
    public CompletionStage<Outcome> commit(Change change) {
        return store.commit(change);
    }

    @Override
    public void close() {
        store.close();
    }
}
