package dev.sluice.provider.local;

import dev.sluice.core.call.CallContext;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.spi.Provider;
import dev.sluice.core.spi.ProviderRequest;
import dev.sluice.core.spi.Services;
import dev.sluice.provider.local.assistants.AssistantsServer;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Answers with the deployment's {@code mock_response}: {@code POST} of {@code /chat/completions}, {@code /completions},
 * {@code /embeddings} and {@code /responses}, with or without {@code /v1}, plain and streamed. Requests are checked as
 * OpenAI checks them. A {@code mock_response} that is one of LiteLLM's error names ({@code litellm.RateLimitError},
 * {@code litellm.InternalServerError}, {@code litellm.ContextWindowExceededError}) is answered with that error.
 *
 * <p>The deployment of {@code assistant_settings} serves the Assistants API, where the gateway has what that takes.
 *
 * <p>Token counts, in {@code usage} and against the caller's limits, are estimates: a token is four bytes of UTF-8.
 *
 * <p>Thread-safe; answers at once, on the caller's thread, and uses neither network nor keys. Streamed answers are made
 * frame by frame on the thread that asks for them. Fails with {@link ErrorKind#PAYLOAD_TOO_LARGE} for a body that is not
 * in memory, {@link ErrorKind#NO_UPSTREAM} for a deployment without {@code mock_response}, and
 * {@link ErrorKind#CLIENT_CLOSED} for a cancelled call.
 */
public final class LocalProvider implements Provider {
    /** The type, as written before the slash in {@code litellm_params.model}. */
    public static final String TYPE = "local";

    private final Workshop workshop;
    private final Map<String, MockEndpoint> endpoints;
    private final Optional<AssistantsServer> assistants;

    /** A provider that needs the codec, the clock and the random source of {@code services}. */
    public LocalProvider(Services services) {
        workshop = new Workshop(services.json(), services.clock(), services.random());
        endpoints = new TreeMap<>(Map.of(
                "/chat/completions", new ChatCompletions(workshop),
                "/completions", new Completions(workshop),
                "/embeddings", new Embeddings(workshop),
                "/responses", new Responses(workshop)));
        assistants = services.assistants().map(own -> new AssistantsServer(services, own));
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public CompletionStage<HttpReply> call(Deployment deployment, ProviderRequest request, CallContext context) {
        if (assistants.isPresent() && servesAssistants(deployment) && AssistantsServer.isServed(request.path())) {
            return assistants.get().call(request, context);
        }
        try {
            return CompletableFuture.completedFuture(answer(deployment, request, context));
        } catch (RejectedRequestException rejected) {
            return CompletableFuture.completedFuture(workshop.reply(rejected.error()));
        } catch (GatewayException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    /** The deployment of {@code assistant_settings} is in no group. */
    private static boolean servesAssistants(Deployment deployment) {
        return deployment.group().isEmpty() && !deployment.settings().containsKey(Deployment.MOCK_RESPONSE);
    }

    private HttpReply answer(Deployment deployment, ProviderRequest request, CallContext context) {
        if (context.cancellation().isCancelled()) {
            throw GatewayException.notSent(ErrorKind.CLIENT_CLOSED, "The client left.");
        }
        String path = request.path().startsWith("/v1/") ? request.path().substring(3) : request.path();
        MockEndpoint endpoint = endpoints.get(path);
        if (endpoint == null) {
            throw new RejectedRequestException(ApiError.unknownUrl(request, endpoints.keySet()));
        }
        if (!request.method().equals("POST")) {
            HttpReply refusal = workshop.reply(ApiError.methodNotAllowed(request));
            Headers headers = refusal.headers().toBuilder().add("Allow", "POST").build();
            return refusal.withHeaders(headers);
        }
        String mock = Optional.ofNullable(deployment.settings().get(Deployment.MOCK_RESPONSE))
                .orElseThrow(() -> withoutMock(deployment));
        Parameters parameters = Parameters.parse(workshop.json(), RequestBody.read(request.body()));
        parameters.optionalString("model");
        String model = deployment.upstreamModel().isEmpty() ? deployment.group() : deployment.upstreamModel();
        MockCall call = new MockCall(parameters, model, mock, context.cancellation());
        HttpReply reply = endpoint.answer(call);
        return MockError.named(mock).map(workshop::reply).orElse(reply);
    }

    @Override
    public void close() {
        assistants.ifPresent(AssistantsServer::close);
    }

    private static GatewayException withoutMock(Deployment deployment) {
        return GatewayException.notSent(
                ErrorKind.NO_UPSTREAM,
                "Deployment " + deployment.id() + " of the local provider has nothing to answer with: set"
                        + " litellm_params.mock_response.");
    }
}
