package dev.sluice.provider.azure;

import dev.sluice.core.call.CallContext;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpCall;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.provider.Credential;
import dev.sluice.core.provider.Relay;
import dev.sluice.core.realtime.Upgrade;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.spi.Provider;
import dev.sluice.core.spi.ProviderRequest;
import dev.sluice.core.spi.Services;
import dev.sluice.core.spi.Transport;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Relays to Azure OpenAI: OpenAI's path where Azure has it, the deployment's key or Entra token, the deployment's name for
 * the model, and every other byte as the client sent it. Answers are Azure's own, its errors too. Thread-safe.
 */
final class AzureProvider implements Provider {
    static final String TYPE = "azure";

    /** They name accounts of OpenAI's, which are none of Azure's business. */
    private static final Set<String> OPENAI_ACCOUNT = Set.of("openai-organization", "openai-project");

    private final Transport transport;
    private final AzureCredentials credentials;
    private final Map<String, AzureBase> bases = new ConcurrentHashMap<>();

    AzureProvider(Services services) {
        this.transport = services.transport();
        this.credentials = new AzureCredentials(services);
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** Waits for nothing but an Entra token that is not there yet, and sends on the call's own loop. */
    @Override
    public CompletionStage<HttpReply> call(Deployment deployment, ProviderRequest request, CallContext context) {
        return relayed(deployment, request, context, AzureTarget::of, call -> transport.send(call, context));
    }

    /** As {@link #call}. */
    @Override
    public CompletionStage<Upgrade> connect(Deployment deployment, ProviderRequest request, CallContext context) {
        return relayed(deployment, request, context, AzureTarget::ofSocket, call -> transport.connect(call, context));
    }

    private <T> CompletionStage<T> relayed(
            Deployment deployment,
            ProviderRequest request,
            CallContext context,
            Targeting targeting,
            Function<HttpCall, CompletionStage<T>> send) {
        try {
            AzureBase base = base(deployment);
            ClientPath path = ClientPath.of(request.path());
            String target = targeting.target(new AzureTarget(base, deployment), path, request);
            return credentials
                    .of(deployment.account(), base)
                    .thenApply(credential -> headers(deployment, request, path, credential))
                    .thenComposeAsync(
                            headers -> send.apply(Relay.call(deployment, request, base.origin(), target, headers)),
                            context.loop()::run);
        } catch (GatewayException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    /** How a target is made of a path. */
    private interface Targeting {
        String target(AzureTarget target, ClientPath path, ProviderRequest request);
    }

    private static Headers headers(
            Deployment deployment, ProviderRequest request, ClientPath path, Optional<Credential> credential) {
        Headers client = request.headers().toBuilder()
                .remove(AzureProvider::namesAnAccount)
                .build();
        return Relay.headers(client, deployment, path.resource(), credential);
    }

    private static boolean namesAnAccount(String header) {
        return OPENAI_ACCOUNT.contains(header.toLowerCase(Locale.ROOT));
    }

    private AzureBase base(Deployment deployment) {
        String url = deployment
                .account()
                .base()
                .orElseThrow(() -> GatewayException.notSent(
                        ErrorKind.NO_UPSTREAM,
                        "Deployment " + deployment.id() + " does not say which Azure resource it is in: set"
                                + " litellm_params.api_base, such as https://RESOURCE.openai.azure.com."));
        try {
            return bases.computeIfAbsent(url, AzureBase::parse);
        } catch (IllegalArgumentException noUrl) {
            throw GatewayException.notSent(
                    ErrorKind.NO_UPSTREAM,
                    "The litellm_params.api_base of deployment " + deployment.id() + " is no URL: it "
                            + noUrl.getMessage() + ".");
        }
    }

    /** Gets the Entra token. */
    @Override
    public void prepare(Deployment deployment) {
        try {
            credentials.prepare(deployment.account(), base(deployment));
        } catch (GatewayException misconfigured) {
            // Every call says so.
        }
    }

    @Override
    public void close() {
        credentials.close();
    }
}
