package dev.sluice.provider.azure;

import dev.sluice.core.call.CallContext;
import dev.sluice.core.call.Cancellation;
import dev.sluice.core.call.Principal;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.http.BaseUrl;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpCall;
import dev.sluice.core.http.Timeouts;
import dev.sluice.core.spi.Services;
import dev.sluice.core.spi.Transport;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Asks Entra for tokens by client credentials. Fails as {@link NoToken} says. Thread-safe. */
final class TokenEndpoint {
    private static final Principal GATEWAY = new Principal("gateway");
    private static final Timeouts LIMITS =
            new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(10));
    private static final int LARGEST_ANSWER = 64 << 10;

    private final Transport transport;
    private final Clock clock;
    private final TokenReader reader;

    TokenEndpoint(Services services) {
        this.transport = services.transport();
        this.clock = services.clock();
        this.reader = new TokenReader(services.json());
    }

    /** A new token; never throws. The request belongs to no call, so no client that leaves can end it. */
    CompletionStage<Grant> grant(EntraClient client) {
        Instant asked = clock.instant();
        HttpCall call;
        try {
            call = call(client);
        } catch (GatewayException misconfigured) {
            return CompletableFuture.failedFuture(misconfigured);
        }
        CallContext context = new CallContext("entra-token", GATEWAY, new Cancellation());
        return CompletableFuture.completedStage(call)
                .thenCompose(ready -> transport.send(ready, context))
                .thenCompose(reply -> WholeBody.read(reply.body(), LARGEST_ANSWER)
                        .thenApply(body -> new TokenReader.Answer(reply.status(), body)))
                .exceptionally(failure -> {
                    throw NoToken.unanswered(GatewayException.from(failure));
                })
                .thenApply(answer -> reader.grant(answer, asked));
    }

    private static HttpCall call(EntraClient client) {
        BaseUrl authority = authority(client.authority());
        String form = "grant_type=client_credentials"
                + field("client_id", client.id())
                + field("client_secret", client.secret().reveal())
                + field("scope", client.scope());
        return new HttpCall(
                "POST",
                authority.origin(),
                authority.path() + "/" + Segments.encode(client.tenant()) + "/oauth2/v2.0/token",
                Headers.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "application/json"),
                Body.Bytes.of(form.getBytes(StandardCharsets.UTF_8)),
                LIMITS);
    }

    private static BaseUrl authority(String host) {
        try {
            return BaseUrl.parse(host.contains("://") ? host : "https://" + host);
        } catch (IllegalArgumentException noUrl) {
            throw NoToken.because("azure_authority_host is neither a host nor a URL. Correct it.");
        }
    }

    private static String field(String name, String value) {
        return "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
