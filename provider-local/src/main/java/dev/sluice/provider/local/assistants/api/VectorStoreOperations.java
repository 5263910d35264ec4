package dev.sluice.provider.local.assistants.api;

import dev.sluice.core.assistants.files.CreateVectorStore;
import dev.sluice.core.assistants.files.ModifyVectorStore;
import dev.sluice.core.assistants.files.SearchPage;
import dev.sluice.core.assistants.files.SearchRanking;
import dev.sluice.core.assistants.files.SearchVectorStore;
import dev.sluice.core.assistants.files.VectorStore;
import dev.sluice.core.assistants.model.Deleted;
import dev.sluice.core.assistants.model.DeletedObject;
import dev.sluice.core.assistants.request.ListQuery;
import dev.sluice.core.assistants.store.Change;
import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Draft;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.assistants.store.Listing;
import dev.sluice.core.http.HttpReply;
import dev.sluice.provider.local.assistants.data.Archive;
import dev.sluice.provider.local.assistants.data.Refusals;
import dev.sluice.provider.local.assistants.vectors.StoreEdit;
import dev.sluice.provider.local.assistants.vectors.StoreSearch;
import dev.sluice.provider.local.assistants.vectors.Stores;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Vector stores. */
public final class VectorStoreOperations {
    private static final String ID = "vector_store_id";
    private static final long USUAL_RESULTS = 10;

    private final Desk desk;
    private final Resources resources;
    private final Stores stores;
    private final StoreSearch search;

    /** With that desk. */
    public VectorStoreOperations(Desk desk, Resources resources, StoreSearch search) {
        this.desk = desk;
        this.resources = resources;
        this.stores = search.stores();
        this.search = search;
    }

    /** {@code POST /vector_stores}. */
    public CompletionStage<HttpReply> create(Call call) {
        CreateVectorStore request = desk.body(call, CreateVectorStore.class);
        return resources.files(call.owner(), request.fileIds()).thenCompose(checked -> {
            Change.Builder change = Change.builder();
            VectorStore wanted = VectorStore.builder()
                    .id(desk.ids().hexId("vs_"))
                    .name(request.name().orElse(null))
                    .description(request.description().orElse(null))
                    .expiresAfter(request.expiresAfter().orElse(null))
                    .metadata(request.metadata())
                    .build();
            Draft draft = stores.create(
                            call.owner(),
                            change,
                            wanted,
                            StoreMaker.files(request.fileIds(), request.chunkingStrategy()))
                    .finish();
            return desk.archive().create(change).thenApply(outcome -> {
                desk.wake().run();
                return desk.replies().document(call, draft.content());
            });
        });
    }

    /** {@code GET /vector_stores}. */
    public CompletionStage<HttpReply> list(Call call) {
        ListQuery query = desk.query(call, ListQuery.class);
        Listing listing = Listing.of(call.owner(), Kind.VECTOR_STORE, Paging.of(query));
        return Pages.reply(desk, call, listing, this::shown);
    }

    /** {@code GET /vector_stores/{vector_store_id}}. */
    public CompletionStage<HttpReply> get(Call call) {
        return document(call).thenApply(document -> desk.replies().document(call, shown(document)));
    }

    private ByteBuffer shown(Document document) {
        VectorStore store = desk.archive().read(document, VectorStore.class);
        VectorStore shown = stores.shown(store);
        return shown.equals(store) ? document.content() : desk.archive().write(shown);
    }

    CompletionStage<Document> document(Call call) {
        String id = call.id(ID);
        return desk.archive()
                .get(call.owner(), new Key(Kind.VECTOR_STORE, id))
                .thenApply(found -> found.get(Kind.VECTOR_STORE, id));
    }

    /** {@code POST /vector_stores/{vector_store_id}}. */
    public CompletionStage<HttpReply> modify(Call call) {
        ModifyVectorStore request = desk.body(call, ModifyVectorStore.class);
        return Archive.retried(() -> document(call).thenCompose(document -> {
            Change.Builder change = Change.builder();
            StoreEdit edit = StoreEdit.of(desk.archive(), change, document);
            VectorStore store = edit.store();
            VectorStore changed = store.toBuilder()
                    .name(request.name().over(store.name().orElse(null)))
                    .expiresAfter(
                            request.expiresAfter().over(store.expiresAfter().orElse(null)))
                    .metadata(request.metadata().toOptional().orElse(store.metadata()))
                    .build();
            edit.store(request.expiresAfter().isAbsent() ? changed : stores.expiring(changed, change));
            Draft draft = edit.finish();
            return desk.archive()
                    .commit(change)
                    .thenApply(outcome ->
                            Archive.unlessConflict(outcome, () -> desk.replies().document(call, draft.content())));
        }));
    }

    /** {@code DELETE /vector_stores/{vector_store_id}}; the files themselves stay. */
    public CompletionStage<HttpReply> delete(Call call) {
        return Archive.retried(() -> document(call)
                .thenCompose(document -> desk.archive()
                        .commit(Change.builder().delete(document))
                        .thenApply(outcome -> Archive.unlessConflict(
                                outcome,
                                () -> desk.replies()
                                        .object(call, Deleted.of(call.id(ID), DeletedObject.VECTOR_STORE))))));
    }

    /** {@code POST /vector_stores/{vector_store_id}/search}. */
    public CompletionStage<HttpReply> search(Call call) {
        SearchVectorStore request = desk.body(call, SearchVectorStore.class);
        StoreSearch.Query query = new StoreSearch.Query(
                call.owner(),
                List.of(call.id(ID)),
                request.query(),
                request.filters(),
                Math.toIntExact(request.maxNumResults().orElse(USUAL_RESULTS)),
                request.rankingOptions().flatMap(SearchRanking::scoreThreshold).orElse(0.0));
        return document(call)
                .thenCompose(document -> {
                    if (stores.isExpired(desk.archive().read(document, VectorStore.class))) {
                        throw Refusals.expiredStore(call.id(ID));
                    }
                    return search.search(query, desk.loops().get());
                })
                .thenCombine(
                        stores.touch(call.owner(), call.id(ID)),
                        (found, touched) ->
                                desk.replies().object(call, new SearchPage(request.query(), found, false, null)));
    }
}
