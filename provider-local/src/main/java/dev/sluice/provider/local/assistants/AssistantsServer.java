package dev.sluice.provider.local.assistants;

import dev.sluice.core.call.CallContext;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.spi.AssistantServices;
import dev.sluice.core.spi.AssistantStore;
import dev.sluice.core.spi.ProviderRequest;
import dev.sluice.core.spi.Services;
import dev.sluice.provider.local.assistants.api.AssistantOperations;
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
import dev.sluice.provider.local.assistants.api.ThreadOperations;
import dev.sluice.provider.local.assistants.data.Archive;
import dev.sluice.provider.local.assistants.data.IdSource;
import dev.sluice.provider.local.assistants.data.RefusedException;
import dev.sluice.provider.local.assistants.run.RunEngine;
import dev.sluice.provider.local.assistants.run.RunLog;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
        this.clock = services.clock();
        IdSource ids = new IdSource(services.random());
        this.store = assistants.stores().objects();
        Archive archive = new Archive(store, services.json());
        this.replies = new Replies(services.json(), ids, clock);
        this.engine = new RunEngine(assistants, archive, services.json(), ids, clock, new RunLog(services));
        Desk desk = new Desk(archive, services.json().assistants(), ids, clock, assistants.models(), replies);
        this.routes = Stream.concat(
                        routes(desk, engine).stream(),
                        files(new FileOperations(desk, assistants.stores().files(), services.json())).stream())
                .toList();
    }

    private static List<Route> routes(Desk desk, RunEngine engine) {
        Resources resources = new Resources(desk.archive());
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
