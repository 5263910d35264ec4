package dev.sluice.core.passthrough;

import dev.sluice.core.call.CallContext;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.RawQuery;
import dev.sluice.core.ids.Concern;
import dev.sluice.core.ids.Homes;
import dev.sluice.core.json.ModelField;
import dev.sluice.core.routing.RouteQuery;
import dev.sluice.core.spi.Router;
import dev.sluice.core.trace.Tracing;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Finds where a call may go. The group is the first of: the target that the call names, the body's model. The account is
 * where the objects live that the call concerns; what concerns none goes to any account of the group, or to the default
 * upstream. Thread-safe.
 */
final class RouteFinder {
    /** What changes nothing: whoever is asked in vain says so truly. */
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final Dispatcher dispatcher;
    private final Router router;
    private final Homes homes;
    private final Tracing tracing;

    RouteFinder(Dispatcher dispatcher, Homes homes, Tracing tracing) {
        this.dispatcher = dispatcher;
        this.tracing = tracing;
        this.router = dispatcher.router();
        this.homes = homes;
    }

    CompletionStage<Route> find(GatewayRequest request, RequestBody body, Headers forUpstream, CallContext context) {
        RawQuery rawQuery = new RawQuery(request.query());
        Optional<Route> assistants = assistants(request, body, rawQuery);
        if (assistants.isPresent()) {
            return CompletableFuture.completedFuture(assistants.get());
        }
        checkAssistants(request);
        boolean bound = isBound(request);
        Optional<PathModel> inPath = inPath(request, bound);
        Optional<String> target =
                TargetModel.of(request.headers(), body.target(), rawQuery, inPath.map(PathModel::model));
        if (target.isEmpty()) {
            checkDecided(body);
        }
        String path = inPath.map(PathModel::path).orElse(request.path());
        RawQuery forwarded = TargetModel.removedFrom(rawQuery);
        String model = target.or(() -> body.model().map(ModelField::name)).orElse(null);
        boolean binding = target.isPresent() || (bound && model != null);
        Optional<ModelField> place = inPath.isPresent() ? body.modelOrRoom() : body.model();
        Concern concern = new Concern(path, forwarded, body.references(), SAFE.contains(request.method()));
        Supplier<Headers> headers = () -> tracing.forUpstream(AccountProbe.headersOf(forUpstream), context.trace());
        AccountProbe probe =
                new AccountProbe(dispatcher.providers(), headers, context, request.loop(), target.isEmpty());
        return home(concern, context, probe).thenApply(found -> {
            Optional<String> home = found.isEmpty() && model == null ? anywhere(concern) : found;
            boolean bindingHere = binding && (target.isPresent() || home.isEmpty());
            return new Route(new RouteQuery(model, bindingHere, home.orElse(null)), path, forwarded, place);
        });
    }

    /** A native route is by the gateway's models, where it has any. */
    private boolean isBound(GatewayRequest request) {
        return request.entry() == GatewayRequest.Entry.NATIVE
                && !router.deployments().isEmpty();
    }

    private Optional<PathModel> inPath(GatewayRequest request, boolean bound) {
        return PathModel.of(request.path()).filter(named -> bound || router.serves(named.model()));
    }

    /**
     * Whether an upstream may call the model otherwise to which the call goes if its body names no target: one of a group
     * that is named beside the body, or of the model's own.
     */
    boolean mayRename(GatewayRequest request, String model) {
        RawQuery query = new RawQuery(request.query());
        if (isTargeted(request, query, Optional.empty())) {
            return true;
        }
        boolean ofAssistants = dispatcher
                .assistants()
                .pathOf(request.entry(), request.path(), query)
                .isPresent();
        return !ofAssistants && (inPath(request, isBound(request)).isPresent() || router.serves(model));
    }

    private static boolean isTargeted(GatewayRequest request, RawQuery query, Optional<String> inBody) {
        return TargetModel.of(request.headers(), inBody, query, Optional.empty())
                .isPresent();
    }

    /** Models that answer by themselves know neither assistants nor threads. */
    private void checkAssistants(GatewayRequest request) {
        String path = PathModel.of(request.path()).map(PathModel::path).orElse(request.path());
        if (AssistantsRoute.isOfAssistants(path)
                && !dispatcher.assistants().isSet()
                && dispatcher.accounts().keepingObjects().isEmpty()) {
            throw GatewayException.notSent(
                    ErrorKind.NO_UPSTREAM,
                    "Nobody serves the Assistants API here. Write 'assistant_settings: {custom_llm_provider: local}'"
                            + " into the gateway's configuration, and it serves assistants and threads itself; or"
                            + " 'custom_llm_provider: openai' or 'azure' with 'litellm_params: {api_key, api_base}' for an"
                            + " account that has them.");
        }
    }

    /** A target that the call names outranks everything. */
    private Optional<Route> assistants(GatewayRequest request, RequestBody body, RawQuery query) {
        return dispatcher
                .assistants()
                .pathOf(request.entry(), request.path(), query)
                .filter(path -> !isTargeted(request, query, body.target()))
                .map(path ->
                        new Route(dispatcher.assistants().query(), path, TargetModel.removedFrom(query), body.model()));
    }

    private CompletionStage<Optional<String>> home(Concern concern, CallContext context, AccountProbe probe) {
        return homes.matter() && !concern.isEmpty()
                ? homes.find(concern, context.principal().name(), probe)
                : CompletableFuture.completedFuture(Optional.empty());
    }

    /** What no account knows, the first one denies in the upstream's own words. */
    private Optional<String> anywhere(Concern concern) {
        return concern.isOfObject()
                ? dispatcher.accounts().keepingObjects().stream().findFirst()
                : Optional.empty();
    }

    /** A body that was not read to its end might name a model there: better refused than sent to the wrong place. */
    private void checkDecided(RequestBody body) {
        if (!body.undecided() || router.deployments().isEmpty()) {
            return;
        }
        if (body.tooLarge()) {
            throw new GatewayException(
                    ErrorKind.PAYLOAD_TOO_LARGE,
                    Reach.NOT_SENT,
                    "The body is larger than what this gateway reads to find its model"
                            + " (general_settings.replay_limit_mb). Put 'model' first in the body; or where it names"
                            + " none, name one by the header X-LiteLLM-Target-Model.",
                    "model");
        }
        throw GatewayException.notSent(
                ErrorKind.OVERLOADED,
                "The gateway holds too many request bodies at the moment (general_settings.replay_budget_mb). Try"
                        + " again later; or put 'model' first in the body, or where it names none, name one by the"
                        + " header X-LiteLLM-Target-Model.");
    }

    /**
     * Where a call may go.
     *
     * @param query for the router
     * @param path the path without a model in it
     * @param rawQuery the query without what was for the gateway
     * @param model where the body names its model, or has to
     */
    record Route(RouteQuery query, String path, RawQuery rawQuery, Optional<ModelField> model) {}
}
