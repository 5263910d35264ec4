package dev.sluice.core.memory;

import dev.sluice.core.assistants.search.FoundPiece;
import dev.sluice.core.assistants.search.Piece;
import dev.sluice.core.assistants.search.PieceSearch;
import dev.sluice.core.assistants.store.Change;
import dev.sluice.core.assistants.store.Claim;
import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.assistants.store.Listing;
import dev.sluice.core.assistants.store.LoggedEvent;
import dev.sluice.core.assistants.store.NewEvent;
import dev.sluice.core.assistants.store.Outcome;
import dev.sluice.core.assistants.store.Slice;
import dev.sluice.core.assistants.store.Work;
import dev.sluice.core.spi.AssistantStore;
import dev.sluice.core.spi.FileIndex;
import dev.sluice.core.spi.RunEventLog;
import dev.sluice.core.spi.RunQueue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Objects, work and events under one lock that is never held for longer than a change takes. */
final class MemoryAssistantStore implements AssistantStore, RunQueue, RunEventLog, FileIndex {
    private final Shelf shelf = new Shelf();
    private final WorkList work = new WorkList();
    private final PieceShelf pieces = new PieceShelf();
    private final Map<String, List<LoggedEvent>> logs = new HashMap<>();

    @Override
    public synchronized CompletionStage<Map<Key, Document>> get(Set<Key> keys) {
        Map<Key, Document> found = new HashMap<>();
        for (Key key : keys) {
            Document document = shelf.get(key);
            if (document != null) {
                found.put(key, document);
            }
        }
        return CompletableFuture.completedFuture(found);
    }

    @Override
    public synchronized CompletionStage<Slice> list(Listing listing) {
        return CompletableFuture.completedFuture(shelf.list(listing));
    }

    @Override
    public synchronized CompletionStage<Outcome> commit(Change change) {
        Outcome outcome = conflict(change).<Outcome>map(conflict -> conflict).orElseGet(() -> apply(change));
        return CompletableFuture.completedFuture(outcome);
    }

    private Optional<Outcome.Conflict> conflict(Change change) {
        for (Change.Guard guard : change.guards()) {
            if (shelf.version(guard.key()) != guard.version()) {
                return Optional.of(new Outcome.Conflict(Optional.of(guard.key())));
            }
        }
        for (Change.Write write : change.writes()) {
            if (shelf.version(write.draft().key()) != write.version()) {
                return Optional.of(
                        new Outcome.Conflict(Optional.of(write.draft().key())));
            }
        }
        for (Change.Delete delete : change.deletes()) {
            if (delete.version() == 0 || shelf.version(delete.key()) != delete.version()) {
                return Optional.of(new Outcome.Conflict(Optional.of(delete.key())));
            }
        }
        for (Work item : change.work()) {
            if (!work.isHeld(item)) {
                return Optional.of(new Outcome.Conflict(Optional.empty()));
            }
        }
        return Optional.empty();
    }

    private Outcome apply(Change change) {
        change.writes().forEach(write -> shelf.write(write.draft()));
        change.work().forEach(work::apply);
        long first = change.log().map(run -> tell(run, change.events())).orElse(0L);
        for (Change.Delete delete : change.deletes()) {
            for (Key gone : shelf.delete(delete.key())) {
                if (gone.kind() == Kind.RUN) {
                    work.remove(gone.id());
                    logs.remove(gone.id());
                } else if (gone.kind() == Kind.VECTOR_STORE_FILE) {
                    pieces.clear(gone.id());
                }
            }
        }
        return new Outcome.Done(first);
    }

    private long tell(String run, List<NewEvent> events) {
        List<LoggedEvent> log = logs.computeIfAbsent(run, some -> new ArrayList<>());
        long first = events.isEmpty() ? 0 : log.size() + 1L;
        events.forEach(event -> log.add(new LoggedEvent(log.size() + 1L, event.name(), event.data())));
        return first;
    }

    @Override
    public synchronized CompletionStage<List<Claim>> claim(Instant now, Instant until, int most) {
        return CompletableFuture.completedFuture(work.claim(now, until, most));
    }

    @Override
    public synchronized CompletionStage<List<LoggedEvent>> read(String runId, long after, int most) {
        List<LoggedEvent> log = logs.getOrDefault(runId, List.of());
        int from = (int) Math.min(Math.max(after, 0), log.size());
        int to = (int) Math.min((long) from + most, log.size());
        return CompletableFuture.completedFuture(List.copyOf(log.subList(from, to)));
    }

    @Override
    public synchronized CompletionStage<Void> add(String storeId, String fileId, List<Piece> more) {
        if (shelf.get(new Key(Kind.VECTOR_STORE_FILE, storeId + "/" + fileId)) != null) {
            pieces.add(storeId, fileId, more);
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized CompletionStage<Void> clear(String storeId, String fileId) {
        pieces.clear(storeId + "/" + fileId);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized CompletionStage<List<FoundPiece>> search(PieceSearch search) {
        return CompletableFuture.completedFuture(pieces.search(search));
    }

    @Override
    public void close() {
        // There is nothing to give back.
    }
}
