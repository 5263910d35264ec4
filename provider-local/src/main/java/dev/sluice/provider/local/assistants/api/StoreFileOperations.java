package dev.sluice.provider.local.assistants.api;

import dev.sluice.core.assistants.files.ContentPage;
import dev.sluice.core.assistants.files.CreateVectorStoreFile;
import dev.sluice.core.assistants.files.FileObject;
import dev.sluice.core.assistants.files.ListVectorStoreFilesQuery;
import dev.sluice.core.assistants.files.ModifyVectorStoreFile;
import dev.sluice.core.assistants.files.VectorStore;
import dev.sluice.core.assistants.files.VectorStoreFile;
import dev.sluice.core.assistants.files.VectorStoreFileStatus;
import dev.sluice.core.assistants.model.Deleted;
import dev.sluice.core.assistants.model.DeletedObject;
import dev.sluice.core.assistants.model.TextChunk;
import dev.sluice.core.assistants.store.Change;
import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Draft;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.assistants.store.Listing;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.spi.FileContents;
import dev.sluice.provider.local.assistants.data.Archive;
import dev.sluice.provider.local.assistants.data.BodyBytes;
import dev.sluice.provider.local.assistants.data.Found;
import dev.sluice.provider.local.assistants.data.Refusals;
import dev.sluice.provider.local.assistants.text.FileText;
import dev.sluice.provider.local.assistants.text.UnreadableException;
import dev.sluice.provider.local.assistants.vectors.Entries;
import dev.sluice.provider.local.assistants.vectors.StoreEdit;
import dev.sluice.provider.local.assistants.vectors.Stores;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** The files in vector stores. */
public final class StoreFileOperations {
    private static final String STORE_ID = "vector_store_id";
    private static final String ID = "file_id";

    private final Desk desk;
    private final Resources resources;
    private final Stores stores;
    private final FileContents contents;
    private final Executor workers;

    /** With that desk; texts are made there. */
    public StoreFileOperations(Desk desk, Resources resources, Stores stores, FileContents contents, Executor workers) {
        this.desk = desk;
        this.resources = resources;
        this.stores = stores;
        this.contents = contents;
        this.workers = workers;
    }

    /** {@code POST /vector_stores/{vector_store_id}/files}; a file that is in there is indexed anew. */
    public CompletionStage<HttpReply> create(Call call) {
        CreateVectorStoreFile request = desk.body(call, CreateVectorStoreFile.class);
        return resources
                .files(call.owner(), List.of(request.fileId()))
                .thenCompose(checked -> Archive.retried(() -> attempt(call, request)))
                .thenApply(entry -> {
                    desk.wake().run();
                    return polled(call, entry.status(), desk.replies().object(call, entry));
                });
    }

    private CompletionStage<Optional<VectorStoreFile>> attempt(Call call, CreateVectorStoreFile request) {
        String storeId = call.id(STORE_ID);
        Key entryKey = Entries.key(storeId, request.fileId());
        return desk.archive()
                .get(call.owner(), new Key(Kind.VECTOR_STORE, storeId), entryKey)
                .thenCompose(found -> {
                    Document store = usable(found, storeId);
                    List<Document> before = found.find(Kind.VECTOR_STORE_FILE, entryKey.id()).stream()
                            .toList();
                    return stores.batches(call.owner(), before).thenCompose(batches -> {
                        Change.Builder change = Change.builder();
                        StoreEdit edit = StoreEdit.of(desk.archive(), change, store);
                        batches.forEach(edit::batch);
                        VectorStoreFile entry = edit.add(
                                request,
                                before.isEmpty() ? null : before.get(0),
                                Optional.empty(),
                                desk.clock().instant());
                        edit.finish();
                        return desk.archive()
                                .commit(change)
                                .thenApply(outcome -> Archive.unlessConflict(outcome, () -> entry));
                    });
                });
    }

    Document usable(Found found, String storeId) {
        Document store = found.get(Kind.VECTOR_STORE, storeId);
        if (stores.isExpired(desk.archive().read(store, VectorStore.class))) {
            throw Refusals.expiredStore(storeId);
        }
        return store;
    }

    /** {@code GET /vector_stores/{vector_store_id}/files}. */
    public CompletionStage<HttpReply> list(Call call) {
        ListVectorStoreFilesQuery query = desk.query(call, ListVectorStoreFilesQuery.class);
        String storeId = call.id(STORE_ID);
        Listing all = Listing.in(storeId, call.owner(), Kind.VECTOR_STORE_FILE, Paging.of(query));
        Listing listing = query.filter()
                .map(status -> all.labelled(Entries.withStatus(status)))
                .orElse(all);
        return desk.archive()
                .get(call.owner(), new Key(Kind.VECTOR_STORE, storeId))
                .thenCompose(found -> {
                    found.get(Kind.VECTOR_STORE, storeId);
                    return Pages.replyWithin(desk, call, listing, storeId + "/");
                });
    }

    /** {@code GET /vector_stores/{vector_store_id}/files/{file_id}}; says when to ask again. */
    public CompletionStage<HttpReply> get(Call call) {
        return document(call)
                .thenApply(document -> polled(
                        call, stores.entry(document).status(), desk.replies().document(call, document.content())));
    }

    static HttpReply polled(Call call, VectorStoreFileStatus status, HttpReply reply) {
        return status == VectorStoreFileStatus.IN_PROGRESS ? Replies.askAgain(reply) : reply;
    }

    private CompletionStage<Document> document(Call call) {
        String storeId = call.id(STORE_ID);
        Key entry = Entries.key(storeId, call.id(ID));
        return desk.archive()
                .get(call.owner(), new Key(Kind.VECTOR_STORE, storeId), entry)
                .thenApply(found -> {
                    found.get(Kind.VECTOR_STORE, storeId);
                    return found.find(Kind.VECTOR_STORE_FILE, entry.id())
                            .orElseThrow(() -> Refusals.notInStore(call.id(ID), storeId));
                });
    }

    /** {@code POST /vector_stores/{vector_store_id}/files/{file_id}}. */
    public CompletionStage<HttpReply> modify(Call call) {
        ModifyVectorStoreFile request = desk.body(call, ModifyVectorStoreFile.class);
        return Archive.retried(() -> document(call).thenCompose(document -> {
            VectorStoreFile entry = stores.entry(document);
            VectorStoreFile changed = entry.toBuilder()
                    .attributes(request.attributes().toOptional().orElse(Map.of()))
                    .build();
            Draft draft = Draft.next(document, desk.archive().write(changed));
            return desk.archive()
                    .commit(Change.builder().write(draft, document.version()))
                    .thenApply(outcome ->
                            Archive.unlessConflict(outcome, () -> desk.replies().document(call, draft.content())));
        }));
    }

    /** {@code DELETE /vector_stores/{vector_store_id}/files/{file_id}}; the file itself stays. */
    public CompletionStage<HttpReply> delete(Call call) {
        String id = call.id(ID);
        return document(call)
                .thenCompose(document -> stores.remove(call.owner(), call.id(STORE_ID), id))
                .thenApply(removed -> desk.replies().object(call, Deleted.of(id, DeletedObject.VECTOR_STORE_FILE)));
    }

    /** {@code GET /vector_stores/{vector_store_id}/files/{file_id}/content}: its text, as it is searched. */
    public CompletionStage<HttpReply> content(Call call) {
        String id = call.id(ID);
        return document(call)
                .thenCompose(document -> desk.archive().get(call.owner(), new Key(Kind.FILE, id)))
                .thenCompose(found -> {
                    FileObject file = desk.archive().read(found.get(Kind.FILE, id), FileObject.class);
                    return contents.open(id)
                            .thenCompose(body -> BodyBytes.of(body.orElse(Body.EMPTY), FileText.LARGEST))
                            .thenApplyAsync(bytes -> text(file.filename(), bytes), workers);
                })
                .thenApply(text ->
                        desk.replies().object(call, new ContentPage(List.of(new TextChunk(text)), false, null)));
    }

    private static String text(String filename, byte[] bytes) {
        try {
            return FileText.of(filename, bytes);
        } catch (UnreadableException unreadable) {
            throw Refusals.invalid(unreadable.getMessage(), null, "invalid_value");
        }
    }
}
