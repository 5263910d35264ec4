package dev.sluice.logging.otel;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.core.call.CallContext;
import dev.sluice.core.call.Cancellation;
import dev.sluice.core.call.EventLoop;
import dev.sluice.core.config.ServerSettings;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.ids.Homes;
import dev.sluice.core.passthrough.Dispatcher;
import dev.sluice.core.passthrough.Gate;
import dev.sluice.core.passthrough.GatewayRequest;
import dev.sluice.core.passthrough.PassThrough;
import dev.sluice.core.passthrough.Providers;
import dev.sluice.core.price.Prices;
import dev.sluice.core.router.StockRouter;
import dev.sluice.core.routing.Account;
import dev.sluice.core.routing.Accounts;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.RouterSettings;
import dev.sluice.core.spi.LogSink;
import dev.sluice.core.spi.Provider;
import dev.sluice.core.spi.ProviderRequest;
import dev.sluice.testkit.MapIdLedger;
import dev.sluice.testkit.StaticKeys;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * Calls through the whole of the service, of which everything that a client or an upstream may choose is chosen at random:
 * hardly a word occurs twice.
 */
final class Strangers {
    private static final List<String> WORDS =
            List.of("v1", "chat", "files", "threads", "runs", "messages", "steps", "models", "batches");

    /** Whatever clients, SDKs, proxies and LiteLLM put into requests. */
    private static final List<String> HEADERS = List.of(
            "User-Agent",
            "OpenAI-Organization",
            "OpenAI-Project",
            "OpenAI-Beta",
            "X-Stainless-Lang",
            "X-Stainless-Retry-Count",
            "x-litellm-tags",
            "x-litellm-call-id",
            "x-litellm-spend-logs-metadata",
            "x-litellm-end-user-id",
            "x-request-id",
            "X-Client-Request-Id",
            "Idempotency-Key",
            "Host",
            "Forwarded",
            "X-Forwarded-For",
            "Origin",
            "Referer",
            "Accept",
            "Accept-Language",
            "Cookie",
            "baggage",
            "tracestate");

    private static final List<String> ANSWERED = List.of(
            "x-request-id", "openai-organization", "openai-version", "openai-processing-ms", "Server", "Set-Cookie");

    private final Random random;
    private final PassThrough service;

    Strangers(Random random, LogSink sink) {
        this.random = random;
        Deployment upstream = Deployment.of("default", "", "test", "", Account.NONE);
        StaticKeys keys = new StaticKeys(null, Map.of());
        Accounts accounts = new Accounts(List.of(), List.of(upstream), keys::resolve);
        Dispatcher dispatcher = new Dispatcher(
                new StockRouter(
                        List.of(),
                        Optional.of(upstream),
                        accounts,
                        RouterSettings.DEFAULT,
                        one -> Prices.UNKNOWN,
                        random,
                        System::nanoTime),
                accounts,
                new Providers(Stream.of(new Upstream())),
                RouterSettings.DEFAULT,
                Clock.systemUTC(),
                random);
        service = new PassThrough(
                new Gate(keys, Optional.empty()),
                dispatcher,
                new Homes(new MapIdLedger(), accounts),
                sink,
                ServerSettings.DEFAULT,
                System::nanoTime);
    }

    /** One call. */
    void call() {
        String model = "model-" + word();
        String body = "{\"model\":\"" + model + "\",\"user\":\"" + word() + "\"}";
        boolean chat = random.nextBoolean();
        service.serve(new GatewayRequest(
                "call-" + word(),
                random.nextInt(10) == 0 ? "M" + random.nextInt() : "POST",
                chat ? "/v1/chat/completions" : path(),
                "api-version=" + word() + "&" + word() + "=" + word(),
                headers(HEADERS)
                        .add("Content-Type", "application/json; x=" + word())
                        .add("traceparent", "00-" + hex() + hex() + "-" + hex() + "-01")
                        .add("x-" + word(), word())
                        .build(),
                Body.Bytes.of(body.getBytes(UTF_8)),
                GatewayRequest.Entry.PASS_THROUGH,
                new Cancellation(),
                EventLoop.NONE));
    }

    private String path() {
        StringBuilder path = new StringBuilder();
        for (int segment = random.nextInt(8); segment >= 0; segment--) {
            path.append('/').append(random.nextBoolean() ? WORDS.get(random.nextInt(WORDS.size())) : word());
        }
        return path.toString();
    }

    private Headers.Builder headers(List<String> names) {
        Headers.Builder headers = Headers.builder();
        names.forEach(name -> headers.add(name, word()));
        return headers;
    }

    private String word() {
        return Long.toString(random.nextLong(), 36);
    }

    private String hex() {
        return HexFormat.of().toHexDigits(random.nextLong() | 1);
    }

    /** Half of the calls go well, whatever they ask for. */
    private final class Upstream implements Provider {
        @Override
        public String type() {
            return "test";
        }

        @Override
        public CompletionStage<HttpReply> call(Deployment deployment, ProviderRequest request, CallContext context) {
            String body = "{\"id\":\"" + word() + "\",\"model\":\"model-" + word() + "\",\"service_tier\":\"" + word()
                    + "\",\"choices\":[{\"finish_reason\":\"" + word()
                    + "\"}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4,\"total_tokens\":7}}";
            int status = random.nextBoolean() ? 200 : 404;
            return CompletableFuture.completedFuture(new HttpReply(
                    status,
                    headers(ANSWERED).add("Content-Type", "application/json").build(),
                    Body.Bytes.of(body.getBytes(UTF_8))));
        }
    }
}
