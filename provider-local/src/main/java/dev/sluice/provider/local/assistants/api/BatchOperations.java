package dev.sluice.provider.local.assistants.api;

import dev.sluice.core.assistants.files.CreateVectorStoreFile;
import dev.sluice.core.assistants.files.CreateVectorStoreFileBatch;
import dev.sluice.core.assistants.files.FileCounts;
import dev.sluice.core.assistants.files.ListVectorStoreFilesQuery;
import dev.sluice.core.assistants.files.VectorStoreFileBatch;
import dev.sluice.core.assistants.files.VectorStoreFileStatus;
import dev.sluice.core.assistants.store.Change;
import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.assistants.store.Listing;
import dev.sluice.core.assistants.store.Window;
import dev.sluice.core.http.HttpReply;
import dev.sluice.provider.local.assistants.data.Archive;
import dev.sluice.provider.local.assistants.data.Found;
import dev.sluice.provider.local.assistants.data.Refusals;
import dev.sluice.provider.local.assistants.vectors.Entries;
import dev.sluice.provider.local.assistants.vectors.StoreEdit;
import dev.sluice.provider.local.assistants.vectors.Stores;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Files that are added to vector stores together. */
public final class BatchOperations {
    private static final String STORE_ID = "vector_store_id";
    private static final String ID = "batch_id";
    private static final int PAGE = 100;

    private final Desk desk;
    private final Resources resources;
    private final Stores stores;
    private final StoreFileOperations files;

    /** With that desk. */
    public BatchOperations(Desk desk, Resources resources, Stores stores, StoreFileOperations files) {
        this.desk = desk;
        this.resources = resources;
        this.stores = stores;
        this.files = files;
    }

    /** {@code POST /vector_stores/{vector_store_id}/file_batches}. */
    public CompletionStage<HttpReply> create(Call call) {
        CreateVectorStoreFileBatch request = desk.body(call, CreateVectorStoreFileBatch.class);
        Map<String, CreateVectorStoreFile> wanted = wanted(request);
        return resources
                .files(call.owner(), List.copyOf(wanted.keySet()))
                .thenCompose(checked -> Archive.retried(() -> attempt(call, List.copyOf(wanted.values()))))
                .thenApply(batch -> {
                    desk.wake().run();
                    return StoreFileOperations.polled(
                            call, batch.status(), desk.replies().object(call, batch));
                });
    }

    private static Map<String, CreateVectorStoreFile> wanted(CreateVectorStoreFileBatch request) {
        Map<String, CreateVectorStoreFile> wanted = new LinkedHashMap<>();
        request.files().forEach(file -> wanted.putIfAbsent(file.fileId(), file));
        request.fileIds()
                .forEach(id -> wanted.putIfAbsent(
                        id,
                        new CreateVectorStoreFile(
                                id,
                                request.attributes(),
                                request.chunkingStrategy().orElse(null))));
        return wanted;
    }

    private CompletionStage<Optional<VectorStoreFileBatch>> attempt(Call call, List<CreateVectorStoreFile> wanted) {
        String storeId = call.id(STORE_ID);
        Set<Key> keys = new HashSet<>(Set.of(new Key(Kind.VECTOR_STORE, storeId)));
        wanted.forEach(file -> keys.add(Entries.key(storeId, file.fileId())));
        return desk.archive().get(call.owner(), keys).thenCompose(found -> {
            Document store = files.usable(found, storeId);
            List<Document> before = found.documents().values().stream()
                    .filter(document -> document.key().kind() == Kind.VECTOR_STORE_FILE)
                    .toList();
            return stores.batches(call.owner(), before).thenCompose(batches -> {
                Change.Builder change = Change.builder();
                StoreEdit edit = StoreEdit.of(desk.archive(), change, store);
                batches.forEach(edit::batch);
                VectorStoreFileBatch batch = add(call, edit, found, wanted);
                return desk.archive().commit(change).thenApply(outcome -> Archive.unlessConflict(outcome, () -> batch));
            });
        });
    }

    private VectorStoreFileBatch add(Call call, StoreEdit edit, Found found, List<CreateVectorStoreFile> wanted) {
        String id = desk.ids().hexId("vsfb_");
        edit.newBatch(new VectorStoreFileBatch(
                id, desk.now(), VectorStoreFileStatus.IN_PROGRESS, call.id(STORE_ID), FileCounts.NONE));
        for (CreateVectorStoreFile file : wanted) {
            Key entry = Entries.key(call.id(STORE_ID), file.fileId());
            edit.add(
                    file,
                    found.documents().get(entry),
                    Optional.of(id),
                    desk.clock().instant());
        }
        edit.finish();
        return edit.batch(id);
    }

    /** {@code GET /vector_stores/{vector_store_id}/file_batches/{batch_id}}; says when to ask again. */
    public CompletionStage<HttpReply> get(Call call) {
        return documents(call).thenApply(found -> {
            Document document = batch(call, found);
            VectorStoreFileBatch batch = desk.archive().read(document, VectorStoreFileBatch.class);
            return StoreFileOperations.polled(
                    call, batch.status(), desk.replies().document(call, document.content()));
        });
    }

    private CompletionStage<Found> documents(Call call) {
        return desk.archive()
                .get(
                        call.owner(),
                        new Key(Kind.VECTOR_STORE, call.id(STORE_ID)),
                        new Key(Kind.VECTOR_STORE_FILE_BATCH, call.id(ID)));
    }

    private static Document batch(Call call, Found found) {
        found.get(Kind.VECTOR_STORE, call.id(STORE_ID));
        return found.find(Kind.VECTOR_STORE_FILE_BATCH, call.id(ID))
                .filter(document -> document.parent().equals(Optional.of(call.id(STORE_ID))))
                .orElseThrow(() -> Refusals.noBatch(call.id(ID), call.id(STORE_ID)));
    }

    /** {@code POST …/cancel}: what is not indexed yet will not be; what is, stays. */
    public CompletionStage<HttpReply> cancel(Call call) {
        return Archive.retried(() -> documents(call).thenCompose(found -> step(call, found)));
    }

    /** Gives up some files, and all when it is called often enough. */
    private CompletionStage<Optional<HttpReply>> step(Call call, Found found) {
        Document store = found.get(Kind.VECTOR_STORE, call.id(STORE_ID));
        Document document = batch(call, found);
        VectorStoreFileBatch batch = desk.archive().read(document, VectorStoreFileBatch.class);
        if (batch.status() != VectorStoreFileStatus.IN_PROGRESS) {
            throw Refusals.cannotCancelBatch(batch.id(), batch.status());
        }
        Listing open = Listing.in(store.key().id(), call.owner(), Kind.VECTOR_STORE_FILE, Window.oldest(PAGE))
                .labelled(Entries.inBatch(batch.id(), VectorStoreFileStatus.IN_PROGRESS));
        return desk.archive().list(open).thenCompose(slice -> {
            Change.Builder change = Change.builder();
            StoreEdit edit = StoreEdit.of(desk.archive(), change, store).batch(document);
            for (Document entry : slice.documents()) {
                edit.put(
                        stores.entry(entry).toBuilder()
                                .status(VectorStoreFileStatus.CANCELLED)
                                .build(),
                        entry,
                        Entries.batches(entry));
            }
            boolean last = !slice.hasMore();
            if (last) {
                edit.batchStatus(batch.id(), VectorStoreFileStatus.CANCELLED);
            }
            edit.finish();
            VectorStoreFileBatch left = edit.batch(batch.id());
            return desk.archive()
                    .commit(change)
                    .thenApply(outcome -> Archive.unlessConflict(
                                    outcome, () -> desk.replies().object(call, left))
                            .filter(reply -> last));
        });
    }

    /** {@code GET …/{batch_id}/files}. */
    public CompletionStage<HttpReply> list(Call call) {
        ListVectorStoreFilesQuery query = desk.query(call, ListVectorStoreFilesQuery.class);
        String storeId = call.id(STORE_ID);
        String batchId = call.id(ID);
        Listing listing = Listing.in(storeId, call.owner(), Kind.VECTOR_STORE_FILE, Paging.of(query))
                .labelled(query.filter()
                        .map(status -> Entries.inBatch(batchId, status))
                        .orElse(Entries.inBatch(batchId)));
        return documents(call).thenCompose(found -> {
            batch(call, found);
            return Pages.replyWithin(desk, call, listing, storeId + "/");
        });
    }
}
