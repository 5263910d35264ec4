package dev.sluice.provider.local.assistants.vectors;

import dev.sluice.core.assistants.files.FileObject;
import dev.sluice.core.assistants.files.Filter;
import dev.sluice.core.assistants.files.SearchResult;
import dev.sluice.core.assistants.files.VectorStore;
import dev.sluice.core.assistants.files.VectorStoreFile;
import dev.sluice.core.assistants.files.VectorStoreStatus;
import dev.sluice.core.assistants.model.TextChunk;
import dev.sluice.core.assistants.search.Embedding;
import dev.sluice.core.assistants.search.FoundPiece;
import dev.sluice.core.assistants.search.PieceSearch;
import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.assistants.store.Listing;
import dev.sluice.core.assistants.store.Window;
import dev.sluice.core.call.EventLoop;
import dev.sluice.core.spi.FileIndex;
import dev.sluice.provider.local.assistants.data.Found;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * Searches of vector stores. Thread-safe.
 *
 * @param stores what there is
 * @param index what can be found
 * @param embedder says what queries mean; where it fails, they are taken by their words
 */
public record StoreSearch(Stores stores, FileIndex index, Embedder embedder) {
    private static final int PAGE = 1000;
    private static final Duration PAUSE = Duration.ofMillis(250);

    /**
     * What to search for.
     *
     * @param owner whose stores
     * @param storeIds the stores; those that are not there or past their time hold nothing
     * @param queries what is asked; what fits one of them is found
     * @param filter the files to look at, by their attributes
     * @param most the most results
     * @param least the least score
     */
    public record Query(
            String owner,
            List<String> storeIds,
            List<String> queries,
            Optional<Filter> filter,
            int most,
            double least) {
        public Query {
            storeIds = List.copyOf(storeIds);
            queries = List.copyOf(queries);
        }

        @Override
        public String toString() {
            return "Query[storeIds=" + storeIds + "]";
        }
    }

    /** What fits, best first. Works on that loop where a model has to be asked. */
    public CompletionStage<List<SearchResult>> search(Query query, EventLoop loop) {
        return usable(query)
                .thenCompose(ids -> ids.isEmpty()
                        ? CompletableFuture.completedFuture(List.of())
                        : files(query, ids).thenCompose(files -> found(query, ids, files, loop)))
                .thenCompose(found -> results(query, found));
    }

    private CompletionStage<Set<String>> usable(Query query) {
        return documents(query)
                .thenApply(found -> found.documents().values().stream()
                        .filter(document -> document.owner().equals(query.owner()))
                        .filter(document -> !stores.isExpired(stores.archive().read(document, VectorStore.class)))
                        .map(document -> document.key().id())
                        .collect(Collectors.toSet()));
    }

    private CompletionStage<Found> documents(Query query) {
        Set<Key> keys = query.storeIds().stream()
                .map(id -> new Key(Kind.VECTOR_STORE, id))
                .collect(Collectors.toSet());
        return keys.isEmpty()
                ? CompletableFuture.completedFuture(new Found(query.owner(), Map.of()))
                : stores.archive().get(query.owner(), keys);
    }

    /** The files that pass the filter; empty where there is none. */
    private CompletionStage<Optional<Set<String>>> files(Query query, Set<String> ids) {
        if (query.filter().isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        Set<String> passed = Collections.synchronizedSet(new HashSet<>());
        CompletionStage<Void> all = CompletableFuture.completedFuture(null);
        for (String id : ids) {
            Listing entries = Listing.in(id, query.owner(), Kind.VECTOR_STORE_FILE, Window.oldest(PAGE));
            all = all.thenCompose(before -> pass(query.filter().get(), entries, passed));
        }
        return all.thenApply(done -> Optional.of(Set.copyOf(passed)));
    }

    private CompletionStage<Void> pass(Filter filter, Listing entries, Set<String> passed) {
        return stores.archive().list(entries).thenCompose(slice -> {
            List<Document> documents = slice.documents();
            documents.stream()
                    .map(stores::entry)
                    .filter(entry -> AttributeFilter.passes(filter, entry.attributes()))
                    .forEach(entry -> passed.add(entry.id()));
            return slice.hasMore()
                    ? pass(
                            filter,
                            entries.at(entries.window()
                                    .after(documents
                                            .get(documents.size() - 1)
                                            .key()
                                            .id())),
                            passed)
                    : CompletableFuture.completedFuture(null);
        });
    }

    private CompletionStage<List<FoundPiece>> found(
            Query query, Set<String> ids, Optional<Set<String>> files, EventLoop loop) {
        return meanings(query, loop).thenCompose(meanings -> {
            CompletionStage<Map<String, FoundPiece>> all = CompletableFuture.completedFuture(new LinkedHashMap<>());
            for (int i = 0; i < query.queries().size(); i++) {
                PieceSearch search = new PieceSearch(ids, query.queries().get(i), meanings.get(i), files, query.most());
                all = all.thenCombine(index.search(search), (best, found) -> {
                    found.forEach(piece -> best.merge(
                            piece.store() + "/" + piece.file() + "/" + piece.number(),
                            piece,
                            (one, other) -> one.score() >= other.score() ? one : other));
                    return best;
                });
            }
            return all.thenApply(best -> FoundPiece.best(
                    best.values().stream().filter(piece -> piece.score() >= query.least()), query.most()));
        });
    }

    private CompletionStage<List<Optional<Embedding>>> meanings(Query query, EventLoop loop) {
        return embedder.of(query.owner(), query.queries(), loop)
                .exceptionally(failure -> Collections.nCopies(query.queries().size(), Optional.empty()));
    }

    private CompletionStage<List<SearchResult>> results(Query query, List<FoundPiece> found) {
        Set<Key> keys = new HashSet<>();
        found.forEach(piece -> {
            keys.add(Entries.key(piece.store(), piece.file()));
            keys.add(new Key(Kind.FILE, piece.file()));
        });
        if (keys.isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        return stores.archive().get(query.owner(), keys).thenApply(documents -> {
            List<SearchResult> results = new ArrayList<>();
            for (FoundPiece piece : found) {
                Optional<Document> entry = documents.find(
                        Kind.VECTOR_STORE_FILE,
                        Entries.key(piece.store(), piece.file()).id());
                Optional<Document> file = documents.find(Kind.FILE, piece.file());
                if (entry.isPresent() && file.isPresent()) {
                    VectorStoreFile inStore = stores.entry(entry.get());
                    results.add(new SearchResult(
                            piece.file(),
                            stores.archive().read(file.get(), FileObject.class).filename(),
                            piece.score(),
                            inStore.attributes(),
                            List.of(new TextChunk(piece.text()))));
                }
            }
            return results;
        });
    }

    /** Completes when the stores are indexed, or at that time, whichever comes first. Lives on that loop. */
    public CompletionStage<Void> ready(Query query, EventLoop loop, Instant latest) {
        return documents(query).thenCompose(found -> {
            boolean busy = found.documents().values().stream()
                    .anyMatch(document ->
                            stores.archive().read(document, VectorStore.class).status()
                                    == VectorStoreStatus.IN_PROGRESS);
            if (!busy || !stores.clock().instant().isBefore(latest)) {
                return CompletableFuture.completedFuture(null);
            }
            CompletableFuture<Void> later = new CompletableFuture<>();
            loop.run(() -> loop.after(
                    PAUSE,
                    () -> ready(query, loop, latest).whenComplete((done, failure) -> {
                        if (failure == null) {
                            later.complete(null);
                        } else {
                            later.completeExceptionally(failure);
                        }
                    })));
            return later;
        });
    }
}
