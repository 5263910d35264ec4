package dev.sluice.testkit.contract;

import dev.sluice.core.call.CallContext;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpCall;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.http.Origin;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.spi.Provider;
import dev.sluice.core.spi.ProviderRequest;
import dev.sluice.core.spi.Services;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The least that keeps the contract: the path behind the base, and a bearer token. */
class PlainProvider implements Provider {
    private static final Set<String> CREDENTIALS = Set.of("authorization", "api-key", "x-api-key", "host");

    private final Services services;

    PlainProvider(Services services) {
        this.services = services;
    }

    @Override
    public String type() {
        return "plain";
    }

    @Override
    public CompletionStage<HttpReply> call(Deployment deployment, ProviderRequest request, CallContext context) {
        try {
            return services.transport().send(translated(deployment, request), context);
        } catch (GatewayException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    HttpCall translated(Deployment deployment, ProviderRequest request) {
        URI base = URI.create(deployment.account().base().orElse("https://plain.example"));
        Origin origin = new Origin(base.getScheme().equals("https"), base.getHost(), Math.max(base.getPort(), 1));
        String target = base.getRawPath() + request.path() + (request.query() == null ? "" : "?" + request.query());
        Headers.Builder headers =
                request.headers().toBuilder().remove(name -> CREDENTIALS.contains(name.toLowerCase(Locale.ROOT)));
        deployment
                .account()
                .key()
                .map(key -> services.keys().resolve(key))
                .ifPresent(key -> headers.add("Authorization", "Bearer " + key.reveal()));
        return new HttpCall(request.method(), origin, target, headers.build(), request.body(), deployment.timeouts());
    }
}
