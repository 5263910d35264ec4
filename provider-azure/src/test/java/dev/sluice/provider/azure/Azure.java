package dev.sluice.provider.azure;

import dev.sluice.codec.jsonb.JsonbCodec;
import dev.sluice.core.call.CallContext;
import dev.sluice.core.call.Cancellation;
import dev.sluice.core.call.EventLoop;
import dev.sluice.core.call.Principal;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.http.Timeouts;
import dev.sluice.core.json.ModelField;
import dev.sluice.core.routing.Account;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.Share;
import dev.sluice.core.secret.Secret;
import dev.sluice.core.secret.SecretRef;
import dev.sluice.core.spi.ProviderRequest;
import dev.sluice.core.spi.Services;
import dev.sluice.core.spi.Transport;
import dev.sluice.testkit.ManualClock;
import dev.sluice.testkit.ManualScheduler;
import dev.sluice.testkit.RecordingTransport;
import dev.sluice.testkit.StaticKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A provider at a standing clock, and what is handed to it. */
final class Azure {
    static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");
    static final String BASE = "https://res.openai.azure.com";
    static final HttpReply OK = new HttpReply(200, Headers.EMPTY, Body.EMPTY);

    private final ManualClock clock = ManualClock.at(NOW);
    private final ManualScheduler scheduler = new ManualScheduler(clock);
    private final AzureProvider provider;

    Azure(Transport transport) {
        provider = new AzureProvider(services(transport));
    }

    Azure(RecordingTransport.Upstream upstream) {
        this(new RecordingTransport(upstream));
    }

    private Services services(Transport transport) {
        return new Services(
                transport, new StaticKeys(null, Map.of()), new JsonbCodec(), clock, new Random(1), scheduler);
    }

    AzureProvider provider() {
        return provider;
    }

    ManualScheduler scheduler() {
        return scheduler;
    }

    CompletionStage<HttpReply> call(Deployment deployment, ProviderRequest request) {
        return call(deployment, request, EventLoop.NONE);
    }

    CompletionStage<HttpReply> call(Deployment deployment, ProviderRequest request, EventLoop loop) {
        return provider.call(deployment, request, new CallContext("c", Principal.ANONYMOUS, new Cancellation(), loop));
    }

    static Optional<SecretRef> secret(String value) {
        return Optional.of(new SecretRef.Literal(Secret.of(value)));
    }

    static Account account(String base, @Nullable String version) {
        return new Account(Optional.of(base), secret("az-key"), Optional.empty(), Optional.ofNullable(version));
    }

    /** An account without a key but with these secrets: names and values in turn. */
    static Account account(String base, String... secrets) {
        Map<String, SecretRef> named = new HashMap<>();
        for (int i = 0; i < secrets.length; i += 2) {
            named.put(secrets[i], new SecretRef.Literal(Secret.of(secrets[i + 1])));
        }
        return new Account(Optional.of(base), Optional.empty(), Optional.empty(), Optional.of("2024-10-21"), named);
    }

    static Deployment deployment(Account account) {
        return deployment("chat-eu", account);
    }

    static Deployment deployment(String model, Account account) {
        return Deployment.of("d", "gpt-4o", AzureProvider.TYPE, model, account);
    }

    static Deployment deployment(Account account, Map<String, String> settings) {
        return new Deployment(
                "d",
                "gpt-4o",
                AzureProvider.TYPE,
                "chat-eu",
                account,
                Share.EQUAL,
                Timeouts.DEFAULT,
                Optional.empty(),
                settings);
    }

    static ProviderRequest request(String method, String path, @Nullable String query) {
        return new ProviderRequest(method, path, query, Headers.EMPTY, Body.EMPTY, null, false);
    }

    static ProviderRequest post(String path, Headers headers) {
        return new ProviderRequest("POST", path, null, headers, Body.EMPTY, null, false);
    }

    /** A chat request that names a model. */
    static ProviderRequest chat(String path, String model) {
        String start = "{\"model\":";
        String body = start + "\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}],\"n\":1.0}";
        ModelField field = new ModelField(model, start.length(), start.length() + model.length() + 2);
        Headers json = Headers.of("Content-Type", "application/json");
        return new ProviderRequest(
                "POST", path, null, json, Body.Bytes.of(body.getBytes(StandardCharsets.UTF_8)), field, false);
    }
}
