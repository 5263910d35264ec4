package dev.sluice.e2e.telemetry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.log.RouteClass;
import dev.sluice.e2e.support.GatewayProcess;
import dev.sluice.testkit.fake.CannedReply;
import dev.sluice.testkit.fake.FakeOpenAi;
import dev.sluice.testkit.otlp.OtlpReceiver;
import dev.sluice.testkit.otlp.OtlpSpan;
import dev.sluice.testkit.otlp.OtlpTable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls of every kind through the jar with all sinks on: what each of them is told, and what none of them is. */
final class TelemetryIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String GATEWAY_KEY = "sk-canary-gateway-0123456789";
    private static final String UPSTREAM_KEY = "sk-canary-upstream-0123456789";
    private static final String WRONG_KEY = "sk-canary-wrong-0123456789";
    private static final String COLLECTOR_KEY = "canary-collector-0123456789";
    private static final String PROMPT = "canary-prompt-0123456789";
    private static final Pattern ADMIN = Pattern.compile("Metrics and health on (http://\\S+)");
    private static final Pattern ID = Pattern.compile("\"id\": ?\"((?:asst|thread|run)_[^\"]+)\"");
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    /** An answer that says all that can be said of a usage. */
    private static final String RICH = """
        {"id":"chatcmpl-rich","object":"chat.completion","model":"gpt-4o","service_tier":"default",
         "choices":[{"index":0,"message":{"role":"assistant","content":"%s"},"finish_reason":"stop"}],
         "usage":{"prompt_tokens":30,"completion_tokens":20,"total_tokens":50,
                  "prompt_tokens_details":{"cached_tokens":5,"cache_creation_tokens":7},
                  "completion_tokens_details":{"reasoning_tokens":9}}}\
        """;

    /** What this walk does not bear out, and why. */
    private static final Map<String, String> NOT_WALKED = Map.of(
            "metric jvm.gc.duration", "whether anything is collected in so short a life is the JVM's to say",
            "metric jvm.gc.duration: jvm.gc.name", "as above",
            "metric jvm.gc.duration: jvm.gc.action", "as above");

    private static final String CONFIG = """
        model_list:
          - model_name: gpt-4o
            litellm_params: {model: openai/gpt-4o, api_base: os.environ/BASE, api_key: os.environ/KEY}
            model_info: {mode: chat}
          - model_name: spare
            litellm_params: {model: openai/gpt-4o-mini, api_base: os.environ/BASE, api_key: os.environ/KEY}
          - model_name: lost
            litellm_params: {model: openai/gpt-4o, api_base: "http://127.0.0.1:1/v1", api_key: os.environ/KEY}
          - model_name: broken
            litellm_params: {model: openai/gpt-4o, api_base: "http://127.0.0.1:1/v1", api_key: os.environ/KEY}
        litellm_settings:
          callbacks: [otel, prometheus, jsonl]
          fallbacks: [{broken: [spare]}]
          num_retries: 1
        assistant_settings:
          custom_llm_provider: local
        general_settings:
          master_key: os.environ/MASTER
          admin_port: 0
        """;

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder to(GatewayProcess gateway, String path, String key) {
        return HttpRequest.newBuilder(URI.create(gateway.url() + path))
                .timeout(SOON)
                .header("authorization", "Bearer " + key)
                .header("content-type", "application/json");
    }

    private String post(GatewayProcess gateway, String path, String json, int expected)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = send(to(gateway, path, GATEWAY_KEY)
                .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(expected);
        return answer.body();
    }

    private static String chat(String model, String more) {
        return "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"" + PROMPT + "\"}]" + more
                + "}";
    }

    private static String id(String json) {
        Matcher id = ID.matcher(json);
        assertThat(id.find()).as(json).isTrue();
        return id.group(1);
    }

    @Test
    void everySinkIsToldTheTruthAndNoSecret() throws Exception {
        try (FakeOpenAi upstream = FakeOpenAi.start(UPSTREAM_KEY);
                OtlpReceiver receiver = OtlpReceiver.start();
                GatewayProcess gateway = GatewayProcess.start(directory, CONFIG, environment(upstream, receiver))) {
            calls(gateway, upstream);
            everyClassOfRoutes(gateway);
            assertThat(run(gateway)).contains("thread.run.completed");
            upstream.failNext(CannedReply.error(400, "invalid_request_error", PROMPT));
            assertThat(run(gateway)).contains("thread.run.failed");
            String page = metrics(gateway);
            assertThat(gateway.stop(SOON)).isZero();

            OtlpTable table = OtlpTable.read(Path.of("..", "..", "docs", "observability.md"));
            assertThat(table.problems(receiver)).isEmpty();
            assertThat(table.unseen(receiver))
                    .as("rows of the tables that nothing bears out")
                    .isSubsetOf(NOT_WALKED.keySet());
            classes(receiver);
            spans(receiver);
            upstreamIsToldOfAttempts(upstream, receiver);
            points(receiver, page);
            assertThat(receiver.logs()).hasSizeGreaterThan(10);
            assertThat(gateway.stdout()).contains("\"route\":\"/v1/embeddings\"");
            clean(gateway, receiver, page);
        }
    }

    private static Map<String, String> environment(FakeOpenAi upstream, OtlpReceiver receiver) {
        return Map.of(
                "MASTER",
                GATEWAY_KEY,
                "KEY",
                UPSTREAM_KEY,
                "BASE",
                upstream.baseUrl(),
                "OPENAI_API_KEY",
                UPSTREAM_KEY,
                "OPENAI_API_BASE",
                upstream.baseUrl(),
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                receiver.endpoint().toString(),
                "OTEL_EXPORTER_OTLP_HEADERS",
                "api-key=" + COLLECTOR_KEY,
                "OTEL_METRIC_EXPORT_INTERVAL",
                "1000",
                "OTEL_BSP_SCHEDULE_DELAY",
                "100");
    }

    private void calls(GatewayProcess gateway, FakeOpenAi upstream) throws IOException, InterruptedException {
        post(gateway, "/v1/chat/completions", chat("gpt-4o", ""), 200);
        post(gateway, "/v1/chat/completions", chat("gpt-4o", ",\"stream\":true"), 200);
        post(gateway, "/v1/embeddings", "{\"model\":\"gpt-4o\",\"input\":\"" + PROMPT + "\"}", 200);
        post(gateway, "/v1/responses", "{\"model\":\"gpt-4o\",\"input\":\"" + PROMPT + "\"}", 200);
        upstream.failNext(CannedReply.json(200, RICH.formatted(PROMPT)));
        post(gateway, "/v1/chat/completions", chat("gpt-4o", ""), 200);
        upstream.failNext(CannedReply.error(500, "server_error", PROMPT));
        post(gateway, "/v1/chat/completions", chat("gpt-4o", ""), 200);
        post(gateway, "/v1/chat/completions", chat("broken", ""), 200);
        post(gateway, "/v1/chat/completions", chat("lost", ""), 502);
        post(gateway, "/v1/chat/completions", chat("nobody-" + PROMPT, ""), 400);
        upstream.failNext(CannedReply.error(500, "server_error", PROMPT));
        // Names no object, so nobody is asked where it lives: the failure is the call's own, and tried again.
        send(to(gateway, "/v1/organization/costs", GATEWAY_KEY)
                .header("X-LiteLLM-Target-Model", "gpt-4o")
                .GET());
        send(to(gateway, "/v1/files/file-" + PROMPT, GATEWAY_KEY)
                .header("X-LiteLLM-Target-Model", "gpt-4o")
                .GET());
        assertThat(send(to(gateway, "/v1/chat/completions", WRONG_KEY)
                                .POST(HttpRequest.BodyPublishers.ofString(chat("gpt-4o", ""))))
                        .statusCode())
                .isEqualTo(401);
    }

    /** What the upstream makes of them does not matter here. */
    private void everyClassOfRoutes(GatewayProcess gateway) throws IOException, InterruptedException {
        for (RouteClass routeClass : RouteClass.values()) {
            String path = "/openai/v1/" + routeClass.wire() + "/" + PROMPT;
            send(to(gateway, path, GATEWAY_KEY).GET());
            send(to(gateway, path, GATEWAY_KEY)
                    .POST(HttpRequest.BodyPublishers.ofString("{\"input\":\"" + PROMPT + "\"}")));
        }
    }

    private static void classes(OtlpReceiver receiver) {
        String name = "sluice.route.class";
        Object[] all = Stream.of(RouteClass.values()).map(RouteClass::wire).toArray();
        assertThat(receiver.spans())
                .extracting(span -> span.attributes().get(name))
                .contains(all);
        assertThat(receiver.logs())
                .extracting(log -> log.attributes().get(name))
                .contains(all);
        assertThat(receiver.points())
                .filteredOn(point -> point.metric().equals("sluice.calls"))
                .extracting(point -> point.attributes().get(name))
                .contains(all);
    }

    private String run(GatewayProcess gateway) throws IOException, InterruptedException {
        String assistant =
                id(post(gateway, "/v1/assistants", "{\"model\":\"gpt-4o\",\"instructions\":\"" + PROMPT + "\"}", 200));
        String thread = id(post(
                gateway, "/v1/threads", "{\"messages\":[{\"role\":\"user\",\"content\":\"" + PROMPT + "\"}]}", 200));
        return post(
                gateway,
                "/v1/threads/" + thread + "/runs",
                "{\"assistant_id\":\"" + assistant + "\",\"stream\":true}",
                200);
    }

    private String metrics(GatewayProcess gateway) throws IOException, InterruptedException {
        Matcher admin = ADMIN.matcher(gateway.stdout());
        assertThat(admin.find()).as(gateway.stdout()).isTrue();
        HttpResponse<String> page = send(
                HttpRequest.newBuilder(URI.create(admin.group(1) + "/metrics")).GET());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(send(HttpRequest.newBuilder(URI.create(admin.group(1) + "/health/liveness")))
                        .statusCode())
                .isEqualTo(200);
        assertThat(send(to(gateway, "/metrics", GATEWAY_KEY).GET()).statusCode())
                .isEqualTo(404);
        return page.body();
    }

    private static void spans(OtlpReceiver receiver) {
        List<OtlpSpan> spans = receiver.spans();
        assertThat(spans)
                .extracting(OtlpSpan::name)
                .contains(
                        "chat gpt-4o",
                        "chat gpt-4o-mini",
                        "embeddings gpt-4o",
                        "POST /v1/responses",
                        "GET /v1/files/{}");
        assertThat(spans)
                .filteredOn(span ->
                        span.name().startsWith("chat ") && span.attributes().get("error.type") != null)
                .as("the retried attempt and the broken deployment's")
                .extracting(span -> span.attributes().get("error.type"))
                .contains("500", "upstream_unreachable");
        assertThat(spans)
                .filteredOn(span -> "chat gpt-4o".equals(span.name()) && span.status() == 0)
                .anySatisfy(span -> assertThat(span.attributes())
                        .containsKeys("gen_ai.usage.input_tokens", "gen_ai.response.id", "gen_ai.response.model"));
        OtlpSpan run =
                spans.stream().filter(span -> span.kind() == 1).findFirst().orElseThrow();
        assertThat(run.name()).startsWith("invoke_agent asst_");
        assertThat(run.traceId()).isEqualTo(TRACE);
        assertThat(spans)
                .as("the model call of the run")
                .anyMatch(span -> span.kind() == 2 && span.parentId().equals(run.spanId()));
    }

    private static void upstreamIsToldOfAttempts(FakeOpenAi upstream, OtlpReceiver receiver) {
        List<String> attempts = parents(receiver, 3);
        assertThat(upstream.requests())
                .filteredOn(request -> request.method().equals("POST"))
                .hasSizeGreaterThan(6)
                .allSatisfy(request -> assertThat(attempts)
                        .contains(request.headers().first("traceparent").orElse("none")));
        List<String> calls = parents(receiver, 2);
        assertThat(upstream.requests())
                .filteredOn(request -> request.method().equals("GET"))
                .as("whoever asks where an object lives makes no attempt, but does so for a call")
                .isNotEmpty()
                .allSatisfy(request -> assertThat(Stream.of(attempts, calls).flatMap(List::stream))
                        .contains(request.headers().first("traceparent").orElse("none")));
    }

    private static List<String> parents(OtlpReceiver receiver, int kind) {
        return receiver.spans().stream()
                .filter(span -> span.kind() == kind)
                .map(span -> "00-" + span.traceId() + "-" + span.spanId() + "-01")
                .toList();
    }

    private static void points(OtlpReceiver receiver, String page) {
        assertThat(receiver.points())
                .anyMatch(point -> point.metric().equals("gen_ai.client.token.usage") && point.value() > 0)
                .anyMatch(point -> point.metric().equals("sluice.fallbacks") && point.value() == 1)
                .anyMatch(point -> point.metric().equals("sluice.run.duration") && point.count() > 0)
                .anyMatch(point -> point.metric().equals("jvm.memory.used"))
                .noneMatch(point -> point.metric().equals("sluice.telemetry.dropped") && point.value() > 0);
        assertThat(page)
                .contains("gen_ai_client_operation_duration_seconds_bucket{")
                .contains("sluice_deployment_state{")
                .contains("sluice_pool_connections ")
                .contains("http_response_status_code=\"401\"");
    }

    private static void clean(GatewayProcess gateway, OtlpReceiver receiver, String page) {
        StringBuilder everything =
                new StringBuilder(gateway.stdout()).append(gateway.stderr()).append(page);
        receiver.raw().forEach(sent -> everything.append(new String(sent, ISO_8859_1)));
        for (String secret : List.of(GATEWAY_KEY, UPSTREAM_KEY, WRONG_KEY, COLLECTOR_KEY)) {
            assertThat(everything.indexOf(secret)).as(secret).isNegative();
        }
        assertThat(everything
                        .toString()
                        .lines()
                        .filter(line -> line.contains(PROMPT) && !line.contains("nobody-" + PROMPT)))
                .as("the prompt, but for the name of a model that it was made part of")
                .isEmpty();
    }
}
