package dev.sluice.provider.local.assistants.vectors;

import dev.sluice.core.assistants.files.FileObject;
import dev.sluice.core.assistants.files.VectorStore;
import dev.sluice.core.assistants.files.VectorStoreFile;
import dev.sluice.core.assistants.files.VectorStoreFileError;
import dev.sluice.core.assistants.files.VectorStoreFileErrorCode;
import dev.sluice.core.assistants.files.VectorStoreFileStatus;
import dev.sluice.core.assistants.store.Change;
import dev.sluice.core.assistants.store.Claim;
import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.assistants.store.Listing;
import dev.sluice.core.assistants.store.Outcome;
import dev.sluice.core.assistants.store.Window;
import dev.sluice.core.assistants.store.Work;
import dev.sluice.core.call.EventLoop;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.http.Body;
import dev.sluice.core.spi.FileContents;
import dev.sluice.core.spi.FileIndex;
import dev.sluice.provider.local.assistants.data.Archive;
import dev.sluice.provider.local.assistants.data.BodyBytes;
import dev.sluice.provider.local.assistants.text.FileText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Indexes files that were added to vector stores, and looks after stores whose time is over. Its work is in the queue of
 * runs: what one node leaves behind, another takes up. Thread-safe.
 */
public final class Indexer implements AutoCloseable {
    private static final int AT_ONCE = 4;
    private static final int MOST_WAITING = 64;
    private static final int PAGE = 100;
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration LATER = Duration.ofSeconds(1);

    private final Stores stores;
    private final FileContents contents;
    private final FileIndex index;
    private final Embedder embedder;
    private final Executor workers;
    private final Supplier<EventLoop> loops;
    private final Map<String, Claim> held = new ConcurrentHashMap<>();
    private final Deque<Claim> waiting = new ArrayDeque<>();
    private int active;

    /**
     * An indexer.
     *
     * @param workers may be kept busy with a file for a while
     */
    public Indexer(
            Stores stores,
            FileContents contents,
            FileIndex index,
            Embedder embedder,
            Executor workers,
            Supplier<EventLoop> loops) {
        this.stores = stores;
        this.contents = contents;
        this.index = index;
        this.embedder = embedder;
        this.workers = workers;
        this.loops = loops;
    }

    /** Whether work is for an indexer: it bears the id of a vector store, or of a file in one. */
    public static boolean isFor(String workId) {
        return workId.startsWith("vs_");
    }

    /** Does it, now or soon. */
    public void work(Claim claim) {
        boolean takes;
        synchronized (this) {
            // What is still being worked on was asked for once more: one after the other.
            takes = waiting.size() < MOST_WAITING && !held.containsKey(claim.runId());
            if (takes) {
                waiting.add(claim);
                held.put(claim.runId(), claim);
            }
        }
        if (takes) {
            next();
        } else {
            commit(new Work.Park(claim.runId(), claim.token(), now().plus(LATER)));
        }
    }

    private void next() {
        Claim claim;
        synchronized (this) {
            if (active == AT_ONCE || waiting.isEmpty()) {
                return;
            }
            active++;
            claim = waiting.remove();
        }
        String id = claim.runId();
        CompletionStage<Void> done = id.indexOf('/') < 0 ? expire(claim) : index(claim);
        done.whenComplete((nothing, failure) -> {
            synchronized (this) {
                active--;
                held.remove(id);
            }
            next();
        });
    }

    /** Nobody else takes what is being worked on. */
    public void keepAlive() {
        held.values().forEach(claim -> commit(new Work.Hold(claim.runId(), claim.token(), now().plus(LEASE))));
    }

    /** Takes nothing more up, and gives back what is held: somebody else may take it up at once. */
    @Override
    public void close() {
        synchronized (this) {
            waiting.clear();
        }
        held.values().forEach(claim -> commit(new Work.Park(claim.runId(), claim.token(), now())));
    }

    private Instant now() {
        return stores.clock().instant();
    }

    private CompletionStage<Outcome> commit(Work work) {
        return stores.archive().commit(Change.builder().work(work));
    }

    private CompletionStage<Void> done(Claim claim) {
        return commit(new Work.Done(claim.runId(), claim.token())).thenApply(outcome -> null);
    }

    private CompletionStage<Void> index(Claim claim) {
        String storeId = Entries.storeOf(claim.runId());
        String fileId = Entries.fileOf(claim.runId());
        Key entryKey = Entries.key(storeId, fileId);
        Key fileKey = new Key(Kind.FILE, fileId);
        return stores.archive().find(Set.of(entryKey, fileKey)).thenCompose(found -> {
            Document entry = found.get(entryKey);
            if (entry == null || !isToBeIndexed(stores.entry(entry))) {
                return done(claim);
            }
            Optional<FileObject> file = Optional.ofNullable(found.get(fileKey))
                    .filter(document -> document.owner().equals(entry.owner()))
                    .map(document -> stores.archive().read(document, FileObject.class));
            return index.clear(storeId, fileId)
                    .thenCompose(cleared -> result(entry, storeId, file))
                    .exceptionally(failure -> Result.failed(VectorStoreFileErrorCode.SERVER_ERROR, reason(failure)))
                    .thenCompose(result -> result.failure().isEmpty()
                            ? CompletableFuture.completedFuture(result)
                            : index.clear(storeId, fileId).thenApply(cleared -> result))
                    .thenCompose(result -> finish(claim, entry.owner(), storeId, fileId, result));
        });
    }

    /** What the embedder says may be told; anything else may not. */
    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof GatewayException known && known.kind() == ErrorKind.UPSTREAM_INVALID
                ? String.valueOf(known.getMessage())
                : "The file could not be indexed. Add it again.";
    }

    /** What was imported is indexed anew, and stays what it is. */
    private static boolean isToBeIndexed(VectorStoreFile entry) {
        return entry.status() == VectorStoreFileStatus.IN_PROGRESS || entry.status() == VectorStoreFileStatus.COMPLETED;
    }

    private CompletionStage<Result> result(Document entry, String storeId, Optional<FileObject> file) {
        if (file.isEmpty()) {
            return CompletableFuture.completedFuture(
                    Result.failed(VectorStoreFileErrorCode.INVALID_FILE, "The file was deleted."));
        }
        if (file.get().bytes() > FileText.LARGEST) {
            return CompletableFuture.completedFuture(Result.failed(
                    VectorStoreFileErrorCode.INVALID_FILE, FileText.tooLarge().getMessage()));
        }
        return contents.open(file.get().id())
                .thenCompose(body -> BodyBytes.of(body.orElse(Body.EMPTY), FileText.LARGEST))
                .thenApplyAsync(bytes -> Parsed.of(file.get().filename(), bytes, stores.entry(entry)), workers)
                .thenCompose(parsed -> parsed.failure()
                        .map(failure -> CompletableFuture.completedStage(Result.failed(failure)))
                        .orElseGet(() -> new Adding(
                                        index,
                                        embedder,
                                        entry.owner(),
                                        storeId,
                                        file.get().id(),
                                        loops.get())
                                .add(parsed.pieces())
                                .thenApply(Result::completed)));
    }

    private CompletionStage<Void> finish(Claim claim, String owner, String storeId, String fileId, Result result) {
        return Archive.retried(() -> attempt(claim, owner, storeId, fileId, result))
                .thenCompose(kept -> kept
                        ? CompletableFuture.completedFuture(null)
                        : index.clear(storeId, fileId).thenCompose(cleared -> done(claim)));
    }

    /** Whether the file is in the store; it may be gone meanwhile, or given up. */
    private CompletionStage<Optional<Boolean>> attempt(
            Claim claim, String owner, String storeId, String fileId, Result result) {
        Key storeKey = new Key(Kind.VECTOR_STORE, storeId);
        Key entryKey = Entries.key(storeId, fileId);
        return stores.archive().find(Set.of(storeKey, entryKey)).thenCompose(found -> {
            Document store = found.get(storeKey);
            Document entry = found.get(entryKey);
            if (store == null || entry == null || !isToBeIndexed(stores.entry(entry))) {
                return CompletableFuture.completedFuture(Optional.of(false));
            }
            VectorStoreFile before = stores.entry(entry);
            if (before.status() == VectorStoreFileStatus.COMPLETED
                    && result.failure().isEmpty()) {
                return done(claim).thenApply(done -> Optional.of(true));
            }
            return stores.batches(owner, List.of(entry)).thenCompose(batches -> {
                Change.Builder change = Change.builder().work(new Work.Done(claim.runId(), claim.token()));
                StoreEdit edit = StoreEdit.of(stores.archive(), change, store);
                batches.forEach(edit::batch);
                edit.put(result.of(before), entry, Entries.batches(entry));
                edit.finish();
                return stores.archive().commit(change).thenApply(Indexer::unlessRaced);
            });
        });
    }

    /** Whoever lost the work leaves the rest to whoever has it. */
    private static Optional<Boolean> unlessRaced(Outcome outcome) {
        boolean lost =
                outcome instanceof Outcome.Conflict conflict && conflict.key().isEmpty();
        return outcome instanceof Outcome.Done || lost ? Optional.of(true) : Optional.empty();
    }

    /** A store at the end of its time: everything in it goes; what was used meanwhile is looked after later. */
    private CompletionStage<Void> expire(Claim claim) {
        Key key = new Key(Kind.VECTOR_STORE, claim.runId());
        return stores.archive().find(Set.of(key)).thenCompose(found -> {
            Document document = found.get(key);
            if (document == null) {
                return done(claim);
            }
            VectorStore store = stores.archive().read(document, VectorStore.class);
            if (!stores.isExpired(store)) {
                return store.expiresAt()
                        .map(at -> commit(new Work.Park(claim.runId(), claim.token(), Instant.ofEpochSecond(at)))
                                .<Void>thenApply(outcome -> null))
                        .orElseGet(() -> done(claim));
            }
            return empty(document.owner(), store.id()).thenCompose(emptied -> expired(claim, key));
        });
    }

    private CompletionStage<Void> empty(String owner, String storeId) {
        Listing entries = Listing.in(storeId, owner, Kind.VECTOR_STORE_FILE, Window.oldest(PAGE));
        return stores.archive().list(entries).thenCompose(slice -> {
            if (slice.documents().isEmpty()) {
                return CompletableFuture.completedFuture(null);
            }
            Change.Builder change = Change.builder();
            slice.documents().forEach(change::delete);
            return stores.archive().commit(change).thenCompose(outcome -> empty(owner, storeId));
        });
    }

    private CompletionStage<Void> expired(Claim claim, Key key) {
        return Archive.retried(() -> stores.archive().find(Set.of(key)).thenCompose(found -> {
                    Document document = found.get(key);
                    Change.Builder change = Change.builder().work(new Work.Done(claim.runId(), claim.token()));
                    if (document != null) {
                        StoreEdit edit = StoreEdit.of(stores.archive(), change, document);
                        edit.expire();
                        edit.finish();
                    }
                    return stores.archive().commit(change).thenApply(Indexer::unlessRaced);
                }))
                .thenApply(done -> null);
    }

    /** What became of a file. */
    private record Result(long bytes, Optional<VectorStoreFileError> failure) {
        static Result completed(long bytes) {
            return new Result(bytes, Optional.empty());
        }

        static Result failed(VectorStoreFileError failure) {
            return new Result(0, Optional.of(failure));
        }

        static Result failed(VectorStoreFileErrorCode code, String message) {
            return failed(new VectorStoreFileError(code, message));
        }

        VectorStoreFile of(VectorStoreFile entry) {
            return entry.toBuilder()
                    .status(failure.isPresent() ? VectorStoreFileStatus.FAILED : VectorStoreFileStatus.COMPLETED)
                    .lastError(failure.orElse(null))
                    .usageBytes(bytes)
                    .build();
        }
    }
}
