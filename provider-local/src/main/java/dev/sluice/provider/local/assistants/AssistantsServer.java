package dev.sluice.provider.local.assistants;

import dev.sluice.core.call.CallContext;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.spi.AssistantServices;
import dev.sluice.core.spi.AssistantStore;
import dev.sluice.core.spi.AssistantStores;
import dev.sluice.core.spi.JsonCodec;
import dev.sluice.core.spi.ProviderRequest;
import dev.sluice.core.spi.Services;
import dev.sluice.provider.local.assistants.api.AssistantOperations;
import dev.sluice.provider.local.assistants.api.BatchOperations;
import dev.sluice.provider.local.assistants.api.Call;
import dev.sluice.provider.local.assistants.api.Desk;
import dev.sluice.provider.local.assistants.api.FileOperations;
import dev.sluice.provider.local.assistants.api.MessageOperations;
import dev.sluice.provider.local.assistants.api.OutputOperations;
import dev.sluice.provider.local.assistants.api.Replies;
import dev.sluice.provider.local.assistants.api.Resources;
import dev.sluice.provider.local.assistants.api.RunOperations;
import dev.sluice.provider.local.assistants.api.RunStarts;
import dev.sluice.provider.local.assistants.api.StepOperations;
import dev.sluice.provider.local.assistants.api.StoreFileOperations;
import dev.sluice.provider.local.assistants.api.ThreadOperations;
import dev.sluice.provider.local.assistants.api.VectorStoreOperations;
import dev.sluice.provider.local.assistants.data.Archive;
import dev.sluice.provider.local.assistants.data.IdSource;
import dev.sluice.provider.local.assistants.data.RefusedException;
import dev.sluice.provider.local.assistants.files.FileKeeper;
import dev.sluice.provider.local.assistants.run.RunEngine;
import dev.sluice.provider.local.assistants.run.RunLog;
import dev.sluice.provider.local.assistants.vectors.Embedder;
import dev.sluice.provider.local.assistants.vectors.Indexer;
import dev.sluice.provider.local.assistants.vectors.StoreSearch;
import dev.sluice.provider.local.assistants.vectors.Stores;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/** The Assistants API over a store and the models of the gateway. Thread-safe; blocks nobody. */
public final class AssistantsServer implements AutoCloseable {
    private final Clock clock;
    private final Replies replies;
    private final RunEngine engine;
    private final AssistantStore store;
    private final List<Route> routes;

    /** A server that works on the runs of its store from now on. */
    public AssistantsServer(Services services, AssistantServices assistants) {
        this(services, assistants, TextWorkers.start());
    }

    /** The same with its own way to make texts of files, which may take a while. */
    AssistantsServer(Services services, AssistantServices assistants, Executor workers) {
        this.clock = services.clock();
        JsonCodec json = services.json();
        AssistantStores kept = assistants.stores();
        IdSource ids = new IdSource(services.random());
        this.store = kept.objects();
        Archive archive = new Archive(store, json);
        this.replies = new Replies(json, ids, clock);
        Embedder embedder = new Embedder(assistants.models(), json, ids, assistants.embeddingModel());
        StoreSearch search = new StoreSearch(new Stores(archive, clock), kept.index(), embedder);
        Indexer indexer =
                new Indexer(search.stores(), kept.files(), kept.index(), embedder, workers, assistants.loops());
        FileKeeper keeper = new FileKeeper(search.stores(), kept.files());
        this.engine =
                new RunEngine(assistants, archive, json, ids, clock, search, indexer, keeper, new RunLog(services));
        Desk desk = new Desk(
                archive, json.assistants(), ids, clock, assistants.models(), replies, assistants.loops(), engine::wake);
        Resources resources = new Resources(desk, search.stores(), json);
        StoreFileOperations storeFiles =
                new StoreFileOperations(desk, resources, search.stores(), kept.files(), workers);
        this.routes = Stream.of(
                        routes(desk, resources, engine),
                        files(new FileOperations(desk, kept.files(), keeper, json)),
                        vectorStores(new VectorStoreOperations(desk, resources, search), storeFiles),
                        batches(new BatchOperations(desk, resources, search.stores(), storeFiles)))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Route> routes(Desk desk, Resources resources, RunEngine engine) {
        AssistantOperations assistants = new AssistantOperations(desk, resources);
        ThreadOperations threads = new ThreadOperations(desk, resources);
        MessageOperations messages = new MessageOperations(desk, resources);
        RunStarts starts = new RunStarts(desk, resources, engine);
        RunOperations runs = new RunOperations(desk, engine);
        OutputOperations outputs = new OutputOperations(desk, runs, engine);
        StepOperations steps = new StepOperations(desk, runs);
        String run = "/threads/{thread_id}/runs/{run_id}";
        return List.of(
                Route.of("POST", "/assistants", assistants::create),
                Route.of("GET", "/assistants", assistants::list),
                Route.of("GET", "/assistants/{assistant_id}", assistants::get),
                Route.of("POST", "/assistants/{assistant_id}", assistants::modify),
                Route.of("DELETE", "/assistants/{assistant_id}", assistants::delete),
                Route.of("POST", "/threads", threads::create),
                Route.of("GET", "/threads", threads::list),
                Route.of("POST", "/threads/runs", starts::withThread),
                Route.of("GET", "/threads/{thread_id}", threads::get),
                Route.of("POST", "/threads/{thread_id}", threads::modify),
                Route.of("DELETE", "/threads/{thread_id}", threads::delete),
                Route.of("POST", "/threads/{thread_id}/messages", messages::create),
                Route.of("GET", "/threads/{thread_id}/messages", messages::list),
                Route.of("GET", "/threads/{thread_id}/messages/{message_id}", messages::get),
                Route.of("POST", "/threads/{thread_id}/messages/{message_id}", messages::modify),
                Route.of("DELETE", "/threads/{thread_id}/messages/{message_id}", messages::delete),
                Route.of("POST", "/threads/{thread_id}/runs", starts::onThread),
                Route.of("GET", "/threads/{thread_id}/runs", runs::list),
                Route.of("GET", run, runs::get),
                Route.of("POST", run, runs::modify),
                Route.of("POST", run + "/cancel", runs::cancel),
                Route.of("POST", run + "/submit_tool_outputs", outputs::submit),
                Route.of("GET", run + "/events", runs::events),
                Route.of("GET", run + "/steps", steps::list),
                Route.of("GET", run + "/steps/{step_id}", steps::get));
    }

    private static List<Route> files(FileOperations files) {
        return List.of(
                Route.of("POST", "/files", files::upload),
                Route.of("GET", "/files", files::list),
                Route.of("GET", "/files/{file_id}", files::get),
                Route.of("DELETE", "/files/{file_id}", files::delete),
                Route.of("GET", "/files/{file_id}/content", files::content));
    }

    private static List<Route> vectorStores(VectorStoreOperations stores, StoreFileOperations files) {
        String store = "/vector_stores/{vector_store_id}";
        String file = store + "/files/{file_id}";
        return List.of(
                Route.of("POST", "/vector_stores", stores::create),
                Route.of("GET", "/vector_stores", stores::list),
                Route.of("GET", store, stores::get),
                Route.of("POST", store, stores::modify),
                Route.of("DELETE", store, stores::delete),
                Route.of("POST", store + "/search", stores::search),
                Route.of("POST", store + "/files", files::create),
                Route.of("GET", store + "/files", files::list),
                Route.of("GET", file, files::get),
                Route.of("POST", file, files::modify),
                Route.of("DELETE", file, files::delete),
                Route.of("GET", file + "/content", files::content));
    }

    private static List<Route> batches(BatchOperations batches) {
        String all = "/vector_stores/{vector_store_id}/file_batches";
        String batch = all + "/{batch_id}";
        return List.of(
                Route.of("POST", all, batches::create),
                Route.of("GET", batch, batches::get),
                Route.of("POST", batch + "/cancel", batches::cancel),
                Route.of("GET", batch + "/files", batches::list));
    }

    /** Whether a path is one of this API. */
    public static boolean isServed(String rawPath) {
        return ApiPath.of(rawPath).isPresent();
    }

    /** Answers a call of this API. */
    public CompletionStage<HttpReply> call(ProviderRequest request, CallContext context) {
        Call blank = call(request, context, Map.of());
        try {
            return answer(request, context).exceptionally(failure -> replies.failure(blank, failure));
        } catch (RuntimeException failure) {
            return CompletableFuture.completedFuture(replies.failure(blank, failure));
        }
    }

    private CompletionStage<HttpReply> answer(ProviderRequest request, CallContext context) {
        ApiPath path = ApiPath.of(request.path()).orElseThrow(() -> unknown(request, request.path()));
        BetaHeader.check(request.headers());
        boolean known = false;
        for (Route route : routes) {
            Optional<Map<String, String>> ids = route.ids(path.segments());
            if (ids.isPresent() && route.method().equals(request.method())) {
                Prefixes.check(ids.get());
                return route.endpoint().answer(call(request, context, ids.get()));
            }
            known |= ids.isPresent();
        }
        throw known ? notAllowed(request, path) : unknown(request, path.text());
    }

    private static RefusedException unknown(ProviderRequest request, String path) {
        return new RefusedException(404, "Invalid URL (" + request.method() + " " + path + ")", null, null);
    }

    private static RefusedException notAllowed(ProviderRequest request, ApiPath path) {
        return new RefusedException(
                405,
                "Not allowed to " + request.method() + " on " + path.text()
                        + ". (HINT: Perhaps you meant to use a different HTTP method?)",
                null,
                null);
    }

    private Call call(ProviderRequest request, CallContext context, Map<String, String> ids) {
        String query = request.query();
        return new Call(ids, query == null ? "" : query, request.headers(), request.body(), context, clock.millis());
    }

    @Override
    public void close() {
        engine.close();
        store.close();
    }
}
