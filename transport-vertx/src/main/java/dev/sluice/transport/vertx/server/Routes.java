package dev.sluice.transport.vertx.server;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.passthrough.GatewayRequest;
import dev.sluice.core.passthrough.HealthReport;
import dev.sluice.core.passthrough.PassThrough;
import dev.sluice.core.routing.ModelList;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/** Which path is served by what. */
final class Routes {
    /** The first words of OpenAI's API, which LiteLLM's clients may write without a version before them. */
    private static final List<String> NATIVE =
            List.of(("assistants audio batches chat completions containers conversations"
                            + " embeddings engines evals files fine_tuning images moderations realtime rerank responses threads"
                            + " uploads vector_stores videos")
                    .split(" "));

    private final Vertx vertx;
    private final PassThrough passThrough;
    private final ModelList models;
    private final boolean listsModelsForUpstream;
    private final BooleanSupplier draining;
    private final WebSockets webSockets;
    private final HealthReport health;

    Routes(
            Vertx vertx,
            PassThrough passThrough,
            ModelList models,
            boolean listsModelsForUpstream,
            BooleanSupplier draining,
            WebSockets webSockets,
            HealthReport health) {
        this.vertx = vertx;
        this.passThrough = passThrough;
        this.models = models;
        this.listsModelsForUpstream = listsModelsForUpstream;
        this.draining = draining;
        this.webSockets = webSockets;
        this.health = health;
    }

    Router router() {
        Router router = Router.router(vertx);
        router.route("/health")
                .handler(context -> answer(context.request(), request -> onlyGet(request, () -> health(request))));
        router.route("/routes")
                .handler(context ->
                        answer(context.request(), request -> onlyGet(request, () -> RouteTable.of(NATIVE))));
        router.route("/health/*").handler(new HealthHandler(draining));
        modelsUnder(router, "");
        modelsUnder(router, "/v1");
        if (listsModelsForUpstream) {
            modelsUnder(router, "/openai");
            modelsUnder(router, "/openai/v1");
            modelsUnder(router, "/openai_passthrough");
            modelsUnder(router, "/openai_passthrough/v1");
        }
        router.route("/openai/*").handler(below("/openai"));
        router.route("/openai_passthrough/*").handler(below("/openai_passthrough"));
        router.route("/v1/*").handler(below(""));
        NATIVE.forEach(root -> router.route("/" + root + "*").handler(nativeOrUnknown(root)));
        router.route().handler(context -> answer(context.request(), Routes::unknown));
        router.errorHandler(400, context -> answer(context.request(), Routes::malformed));
        router.errorHandler(404, context -> answer(context.request(), Routes::unknown));
        router.errorHandler(500, context -> UnrecordedErrors.unexpected(context.response(), context.failure()));
        return router;
    }

    private HttpReply health(HttpServerRequest request) {
        return health.reply(Optional.ofNullable(request.getParam("model")));
    }

    private void modelsUnder(Router router, String prefix) {
        String path = prefix + "/models";
        router.route(path).handler(context -> answer(context.request(), request -> onlyGet(request, models::all)));
        router.route(path + "/*").handler(context -> {
            String id = decoded(context.normalizedPath().substring(path.length()));
            answer(
                    context.request(),
                    request -> onlyGet(request, () -> id.length() <= 1 ? models.all() : models.one(id.substring(1))));
        });
    }

    /** SDKs escape the slash of ids such as {@code openai/gpt-4}; what is escaped wrongly stays as it is. */
    private static String decoded(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return path;
        }
    }

    private Handler<RoutingContext> below(String prefix) {
        return context -> {
            HttpServerRequest request = context.request();
            if (RequestTarget.of(request.uri(), "").path().startsWith(prefix + "/")) {
                relay(request, prefix);
            } else {
                answer(request, Routes::unknown);
            }
        };
    }

    /** Serves a request whose path begins with the prefix and a slash, as it was sent. */
    void relay(HttpServerRequest request, String prefix) {
        if (WebSockets.isWanted(request)) {
            webSockets.serve(request, RequestTarget.of(request.uri(), prefix));
        } else if (Methods.RELAYED.allow(request.method())) {
            serve(request, prefix, passThrough::serve);
        } else {
            answer(request, refused -> notAllowed(refused, Methods.RELAYED));
        }
    }

    /** The word must stand for a whole segment. */
    private Handler<RoutingContext> nativeOrUnknown(String root) {
        Handler<RoutingContext> relay = below("");
        int end = root.length() + 1;
        return context -> {
            String path = context.normalizedPath();
            if (path.length() == end || path.charAt(end) == '/') {
                relay.handle(context);
            } else {
                answer(context.request(), Routes::unknown);
            }
        };
    }

    private void answer(HttpServerRequest request, Function<HttpServerRequest, HttpReply> reply) {
        serve(request, "", call -> passThrough.answer(call, () -> reply.apply(request)));
    }

    private void serve(
            HttpServerRequest request, String prefix, Function<GatewayRequest, CompletionStage<HttpReply>> service) {
        Inbound inbound = new Inbound(vertx, request);
        ReplyWriter writer = new ReplyWriter(vertx, request, inbound);
        service.apply(inbound.toGatewayRequest(RequestTarget.of(request.uri(), prefix)))
                .whenComplete((reply, impossible) -> writer.write(reply));
    }

    private static HttpReply onlyGet(HttpServerRequest request, Supplier<HttpReply> reply) {
        return Methods.READING.allow(request.method()) ? reply.get() : notAllowed(request, Methods.READING);
    }

    private static HttpReply notAllowed(HttpServerRequest request, Methods allowed) {
        request.response().putHeader(HttpHeaders.ALLOW, allowed.header());
        throw GatewayException.notSent(
                ErrorKind.METHOD_NOT_ALLOWED,
                "The method " + request.method().name() + " is not allowed here; see the Allow header.");
    }

    private static HttpReply malformed(HttpServerRequest request) {
        throw GatewayException.notSent(ErrorKind.INVALID_REQUEST, "The request is not valid HTTP.");
    }

    private static HttpReply unknown(HttpServerRequest request) {
        throw GatewayException.notSent(
                ErrorKind.NOT_FOUND,
                "Nothing is served on this path. Use /v1/... for the models of this gateway, or /openai/... for every"
                        + " endpoint of OpenAI.");
    }
}
