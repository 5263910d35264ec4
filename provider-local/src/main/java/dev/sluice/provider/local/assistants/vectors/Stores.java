package dev.sluice.provider.local.assistants.vectors;

import dev.sluice.core.assistants.files.CreateVectorStoreFile;
import dev.sluice.core.assistants.files.VectorStore;
import dev.sluice.core.assistants.files.VectorStoreExpiration;
import dev.sluice.core.assistants.files.VectorStoreFile;
import dev.sluice.core.assistants.files.VectorStoreStatus;
import dev.sluice.core.assistants.store.Change;
import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Draft;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.assistants.store.Listing;
import dev.sluice.core.assistants.store.Window;
import dev.sluice.core.assistants.store.Work;
import dev.sluice.provider.local.assistants.data.Archive;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Changes of vector stores that take more than one document.
 *
 * @param archive where they are
 * @param clock the time of day
 */
public record Stores(Archive archive, Clock clock) {
    private static final long SECONDS_PER_DAY = 24 * 60 * 60;
    private static final long TOUCHED_AFTER_SECONDS = 60;
    private static final int PAGE = 100;

    /** A store that is new, with files that are there. */
    public StoreEdit create(
            String owner, Change.Builder change, VectorStore wanted, List<CreateVectorStoreFile> files) {
        Instant now = clock.instant();
        VectorStore store = expiring(
                wanted.toBuilder()
                        .createdAt(now.getEpochSecond())
                        .status(VectorStoreStatus.COMPLETED)
                        .lastActiveAt(now.getEpochSecond())
                        .build(),
                change);
        StoreEdit edit = StoreEdit.fresh(archive, owner, change, store);
        Set<String> seen = new HashSet<>();
        files.stream()
                .filter(file -> seen.add(file.fileId()))
                .forEach(file -> edit.add(file, null, Optional.empty(), now));
        return edit;
    }

    /** The store with the time when it expires, at which it is looked after. */
    public VectorStore expiring(VectorStore store, Change.Builder change) {
        Long at = expiresAt(store);
        if (at != null) {
            change.work(new Work.Ready(store.id(), Instant.ofEpochSecond(at)));
        }
        return store.toBuilder().expiresAt(at).build();
    }

    private static @Nullable Long expiresAt(VectorStore store) {
        return store.expiresAfter()
                .map(VectorStoreExpiration::days)
                .map(days -> store.lastActiveAt().orElse(store.createdAt()) + days * SECONDS_PER_DAY)
                .orElse(null);
    }

    /** Whether a store is past its time, whether or not somebody has looked after it. */
    public boolean isExpired(VectorStore store) {
        return store.status() == VectorStoreStatus.EXPIRED
                || store.expiresAt()
                        .filter(at -> clock.instant().getEpochSecond() >= at)
                        .isPresent();
    }

    /** The store as it is shown: one that is past its time says so. */
    public VectorStore shown(VectorStore store) {
        return isExpired(store)
                ? store.toBuilder().status(VectorStoreStatus.EXPIRED).build()
                : store;
    }

    /** A store was used: it lives on from now. Written once a minute at most. */
    public CompletionStage<Void> touch(String owner, String storeId) {
        Key key = new Key(Kind.VECTOR_STORE, storeId);
        return archive.get(owner, key).thenCompose(found -> {
            Optional<Document> document = found.find(Kind.VECTOR_STORE, storeId);
            long now = clock.instant().getEpochSecond();
            if (document.isEmpty()) {
                return CompletableFuture.completedFuture(null);
            }
            VectorStore store = archive.read(document.get(), VectorStore.class);
            if (isExpired(store) || now - store.lastActiveAt().orElse(0L) < TOUCHED_AFTER_SECONDS) {
                return CompletableFuture.completedFuture(null);
            }
            VectorStore active = store.toBuilder().lastActiveAt(now).build();
            VectorStore touched =
                    active.toBuilder().expiresAt(expiresAt(active)).build();
            Draft draft = Draft.next(document.get(), archive.write(touched));
            // Whoever was faster has used it, too.
            return archive.commit(Change.builder().write(draft, document.get().version()))
                    .thenApply(outcome -> null);
        });
    }

    /** A file is gone: it goes out of every store that it is in. */
    public CompletionStage<Void> removeEverywhere(String owner, String fileId) {
        Listing entries =
                Listing.of(owner, Kind.VECTOR_STORE_FILE, Window.oldest(PAGE)).labelled(Entries.ofFile(fileId));
        return archive.list(entries).thenCompose(slice -> {
            CompletionStage<Void> all = CompletableFuture.completedFuture(null);
            for (Document entry : slice.documents()) {
                String storeId = Entries.storeOf(entry.key().id());
                all = all.thenCompose(before -> remove(owner, storeId, fileId).thenApply(removed -> null));
            }
            return slice.hasMore() ? all.thenCompose(done -> removeEverywhere(owner, fileId)) : all;
        });
    }

    /** Takes a file out of a store; whether it was in there. */
    public CompletionStage<Boolean> remove(String owner, String storeId, String fileId) {
        Key storeKey = new Key(Kind.VECTOR_STORE, storeId);
        Key entryKey = Entries.key(storeId, fileId);
        return Archive.retried(() -> archive.get(owner, storeKey, entryKey).thenCompose(found -> {
            Optional<Document> store = found.find(Kind.VECTOR_STORE, storeId);
            Optional<Document> entry = found.find(Kind.VECTOR_STORE_FILE, entryKey.id());
            if (store.isEmpty() || entry.isEmpty()) {
                return CompletableFuture.completedFuture(Optional.of(false));
            }
            return batches(owner, List.of(entry.get())).thenCompose(batches -> {
                Change.Builder change = Change.builder();
                StoreEdit edit = StoreEdit.of(archive, change, store.get());
                batches.forEach(edit::batch);
                edit.remove(entry.get());
                edit.finish();
                return archive.commit(change).thenApply(outcome -> Archive.unlessConflict(outcome, () -> true));
            });
        }));
    }

    /** The batches that entries belong to. */
    public CompletionStage<List<Document>> batches(String owner, List<Document> entries) {
        Set<Key> keys = new HashSet<>();
        entries.forEach(entry ->
                Entries.batches(entry).forEach(id -> keys.add(new Key(Kind.VECTOR_STORE_FILE_BATCH, id))));
        return keys.isEmpty()
                ? CompletableFuture.completedFuture(List.of())
                : archive.get(owner, keys)
                        .thenApply(found -> List.copyOf(found.documents().values()));
    }

    /** An entry as it is kept. */
    public VectorStoreFile entry(Document document) {
        return archive.read(document, VectorStoreFile.class);
    }
}
