package dev.sluice.provider.openai;

import dev.sluice.core.call.CallContext;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.http.BaseUrl;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpCall;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.http.RawQuery;
import dev.sluice.core.provider.Credential;
import dev.sluice.core.provider.Relay;
import dev.sluice.core.realtime.Upgrade;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.spi.KeyStore;
import dev.sluice.core.spi.Provider;
import dev.sluice.core.spi.ProviderRequest;
import dev.sluice.core.spi.Transport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Relays to OpenAI or a compatible server: the client's path on the deployment's base, the deployment's key, the
 * deployment's name for the model, and every other byte as the client sent it. Thread-safe.
 */
final class OpenAiProvider implements Provider {
    static final String TYPE = "openai";

    private static final List<String> VERSION = List.of("api-version");

    private final Transport transport;
    private final KeyStore keys;
    private final Map<String, BaseUrl> bases = new ConcurrentHashMap<>();

    OpenAiProvider(Transport transport, KeyStore keys) {
        this.transport = transport;
        this.keys = keys;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public CompletionStage<HttpReply> call(Deployment deployment, ProviderRequest request, CallContext context) {
        try {
            return transport.send(relayed(deployment, request, request.query()), context);
        } catch (GatewayException keyIsGone) {
            return CompletableFuture.failedFuture(keyIsGone);
        }
    }

    @Override
    public CompletionStage<Upgrade> connect(Deployment deployment, ProviderRequest request, CallContext context) {
        try {
            String query = request.queryNaming(deployment.upstreamModel());
            return transport.connect(relayed(deployment, request, query), context);
        } catch (GatewayException keyIsGone) {
            return CompletableFuture.failedFuture(keyIsGone);
        }
    }

    private HttpCall relayed(Deployment deployment, ProviderRequest request, @Nullable String query) {
        BaseUrl base = deployment
                .account()
                .base()
                .map(url -> bases.computeIfAbsent(url, BaseUrl::parse))
                .orElse(BaseUrl.OPENAI);
        Headers headers =
                Relay.headers(request.headers(), deployment, resource(request.path()), credential(deployment));
        String understood = base.origin().equals(BaseUrl.OPENAI.origin()) ? withoutVersion(query) : query;
        return Relay.call(deployment, request, base.origin(), base.target(request.path(), understood), headers);
    }

    /** Clients of Azure name a version; OpenAI has no such parameter, and other servers may have it. */
    private static @Nullable String withoutVersion(@Nullable String query) {
        return new RawQuery(query).without(VERSION).text();
    }

    private Optional<Credential> credential(Deployment deployment) {
        return deployment.account().key().map(keys::resolve).map(Credential::bearer);
    }

    private static String resource(String path) {
        return path.startsWith("/v1/") ? path.substring("/v1".length()) : path;
    }
}
