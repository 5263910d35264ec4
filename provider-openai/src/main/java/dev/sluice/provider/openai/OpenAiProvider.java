package dev.sluice.provider.openai;

import dev.sluice.core.call.CallContext;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.http.BaseUrl;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpCall;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.http.Timeouts;
import dev.sluice.core.realtime.Upgrade;
import dev.sluice.core.routing.Account;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.spi.KeyStore;
import dev.sluice.core.spi.Provider;
import dev.sluice.core.spi.ProviderRequest;
import dev.sluice.core.spi.Transport;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Relays to OpenAI or a compatible server: the client's path on the deployment's base, the deployment's key, the
 * deployment's name for the model, and every other byte as the client sent it. Thread-safe.
 */
final class OpenAiProvider implements Provider {
    static final String TYPE = "openai";

    private static final Set<String> OURS = Set.of("authorization", "api-key", "x-api-key", "host");

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
        BaseUrl base = base(deployment);
        Headers headers;
        try {
            headers = headers(deployment, request);
        } catch (GatewayException keyIsGone) {
            return CompletableFuture.failedFuture(keyIsGone);
        }
        HttpCall call = new HttpCall(
                request.method(),
                base.origin(),
                base.target(request.path(), request.query()),
                headers,
                request.bodyNaming(deployment.upstreamModel()),
                timeouts(deployment, request));
        return transport.send(call, context);
    }

    @Override
    public CompletionStage<Upgrade> connect(Deployment deployment, ProviderRequest request, CallContext context) {
        BaseUrl base = base(deployment);
        try {
            String query = request.queryNaming(deployment.upstreamModel());
            HttpCall call = new HttpCall(
                    request.method(),
                    base.origin(),
                    base.target(request.path(), query),
                    headers(deployment, request),
                    Body.EMPTY,
                    timeouts(deployment, request));
            return transport.connect(call, context);
        } catch (GatewayException keyIsGone) {
            return CompletableFuture.failedFuture(keyIsGone);
        }
    }

    private BaseUrl base(Deployment deployment) {
        return deployment
                .account()
                .base()
                .map(url -> bases.computeIfAbsent(url, BaseUrl::parse))
                .orElse(BaseUrl.OPENAI);
    }

    private Headers headers(Deployment deployment, ProviderRequest request) {
        Headers.Builder headers = request.headers().toBuilder().remove(OpenAiProvider::isOurs);
        Account account = deployment.account();
        account.key()
                .ifPresent(key -> headers.set(
                        "Authorization", "Bearer " + keys.resolve(key).reveal()));
        account.organization().ifPresent(organization -> headers.addIfAbsent("OpenAI-Organization", organization));
        deployment.settings().forEach((name, value) -> {
            if (name.startsWith(Deployment.EXTRA_HEADER)) {
                headers.set(name.substring(Deployment.EXTRA_HEADER.length()), value);
            }
        });
        if (servesAssistants(request.path())) {
            headers.addIfAbsent("OpenAI-Beta", "assistants=v2");
        }
        return headers.build();
    }

    /** Whoever calls without a gateway in front may hand in credentials of their own: they are not this upstream's. */
    private static boolean isOurs(String header) {
        return OURS.contains(header.toLowerCase(Locale.ROOT));
    }

    private static boolean servesAssistants(String path) {
        String resource = path.startsWith("/v1/") ? path.substring("/v1".length()) : path;
        return isUnder(resource, "/assistants") || isUnder(resource, "/threads");
    }

    private static boolean isUnder(String path, String root) {
        return path.startsWith(root) && (path.length() == root.length() || path.charAt(root.length()) == '/');
    }

    private static Timeouts timeouts(Deployment deployment, ProviderRequest request) {
        Timeouts timeouts = deployment.timeouts();
        return request.streamed()
                ? deployment
                        .streamFirstByte()
                        .map(limit -> new Timeouts(timeouts.connect(), limit, timeouts.idle()))
                        .orElse(timeouts)
                : timeouts;
    }
}
