package dev.sluice.e2e.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testkit.fault.Faults;
import dev.sluice.testkit.fault.FaultyUpstream;
import dev.sluice.testkit.fault.Gate;
import dev.sluice.testkit.fault.RawHttpClient;
import dev.sluice.testkit.fault.RecordedRequest;
import dev.sluice.testkit.fault.Script;
import dev.sluice.testkit.otlp.OtlpReceiver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Secrets of which each may be in one place only, driven through success and every failure, with every sink listening. */
final class CanaryIT {
    private static final String PROMPT = "canary-prompt-7d1f0e";
    private static final String ANSWER = "canary-answer-52c9ab";
    private static final String WRONG_KEY = "sk-wrong-canary-e81b44";
    private static final String COLLECTOR_KEY = "canary-collector-a90b3e";
    private static final String UNWANTED = "canary-unwanted-0c44d1";
    private static final String COMPLETION = """
            {"id":"chatcmpl-1","model":"gpt-4o","choices":[{"message":{"content":"%s"},"finish_reason":"%s"}],
             "usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}""";
    private static final Duration SOON = Duration.ofSeconds(10);

    /** How many calls reach the upstream, before the collector fails. */
    private static final int CALLS = 11;

    private static final String LOGBACK = """
            <configuration>
              <appender name="E" class="ch.qos.logback.core.ConsoleAppender">
                <target>System.err</target>
                <encoder><pattern>%%level %%logger %%msg%%n%%ex{full}</pattern></encoder>
              </appender>
              <root level="%s"><appender-ref ref="E"/></root>
            </configuration>
            """;

    /** The JDK's own logging, by which OpenTelemetry tells of itself. */
    private static final String JDK_LOGGING = """
            handlers=java.util.logging.ConsoleHandler
            .level=%1$s
            java.util.logging.ConsoleHandler.level=%1$s
            """;

    @TempDir
    Path directory;

    private final Gate headSeen = new Gate();
    private final Gate chunkSeen = new Gate();
    private final StringBuilder fromClient = new StringBuilder();

    private Script script(RecordedRequest request) {
        String error = "{\"error\":{\"message\":\"" + ANSWER + "\",\"type\":\"x\"}}";
        return switch (request.target().split("\\?", -1)[0]) {
            case "/ok" -> Script.answer("200 OK", "{\"x\":\"" + ANSWER + "\"}", "Content-Type: application/json");
            case "/chat/completions" ->
                Script.answer("200 OK", COMPLETION.formatted(ANSWER, ANSWER), "Content-Type: application/json");
            case "/stream" -> Script.stream("{\"x\":\"" + ANSWER + "\"}", "[DONE]");
            case "/4xx" -> Script.answer("401 Unauthorized", error, "Content-Type: application/json");
            case "/5xx" -> Script.answer("500 Oops", error, "Content-Type: application/json");
            case "/timeout", "/leave" -> Faults.neverAnswers();
            case "/reset" -> Faults.resetBeforeHead();
            case "/reset-after-head" -> Faults.resetAfterHead(headSeen);
            case "/reset-mid-body" -> Faults.resetMidBody(chunkSeen);
            case "/garbage" -> Faults.garbage();
            default -> throw new IllegalStateException("No script for " + request.target());
        };
    }

    /** By OTLP, at /metrics, in lines of JSON, on the console: at its usual level, and with all that it can tell. */
    @ParameterizedTest
    @CsvSource({"WARN, WARNING", "TRACE, ALL"})
    void eachSecretStaysWhereItBelongs(String level, String jdkLevel) throws Exception {
        Path logback = Files.writeString(directory.resolve("logback.xml"), LOGBACK.formatted(level));
        Path jdk = Files.writeString(directory.resolve("logging.properties"), JDK_LOGGING.formatted(jdkLevel));
        try (FaultyUpstream upstream = FaultyUpstream.answering(this::script);
                OtlpReceiver collector = OtlpReceiver.start();
                Rig rig = Rig.upstream(upstream.port())
                        .litellm("request_timeout: 0.5", "callbacks: [otel, prometheus, jsonl]")
                        .javaOptions("-Dlogback.configurationFile=" + logback, "-Djava.util.logging.config.file=" + jdk)
                        .environment(exporting(collector))
                        .start(directory)) {
            for (String path :
                    List.of("/ok", "/chat/completions", "/stream", "/4xx", "/5xx", "/timeout", "/reset", "/garbage")) {
                call(rig, path, Rig.GATEWAY_KEY);
            }
            headSeen.open();
            chunkSeen.open();
            call(rig, "/reset-after-head", Rig.GATEWAY_KEY);
            call(rig, "/reset-mid-body", Rig.GATEWAY_KEY);
            call(rig, "/ok", WRONG_KEY);
            leave(rig, upstream);
            unreadable(rig);
            Eventually.await("every call is exported", SOON, () -> isExported(collector));
            String page = metrics(rig);
            collector.answerWith(400);
            call(rig, "/ok", Rig.GATEWAY_KEY);
            assertThat(rig.process().stop(SOON)).isZero();

            assertThat(fromClient).contains(ANSWER).doesNotContain(Rig.UPSTREAM_KEY, Rig.GATEWAY_KEY, PROMPT);
            assertThat(upstream.requests()).hasSize(CALLS + 1).allSatisfy(request -> {
                assertThat(request.requestLine() + request.headerLines())
                        .contains(Rig.UPSTREAM_KEY)
                        .doesNotContain(Rig.GATEWAY_KEY);
                assertThat(request.awaitBody(SOON).text()).contains(PROMPT).doesNotContain(Rig.GATEWAY_KEY);
            });
            assertThat(page).contains("sluice_calls_total{", "http_response_status_code=\"401\"");
            assertThat(rig.process().stdout()).contains("\"outcome\":\"upstream_closed\"");
            assertThat(rig.process().stderr()).as("an export that failed").contains("Failed to export");
            if (level.equals("TRACE")) {
                assertThat(rig.process().stderr()).as("stack traces").contains("\tat io.netty.", "\tat java.base/");
            }
            isClean(
                    "the console at " + level,
                    rig.process().stdout() + rig.process().stderr());
            isClean("/metrics", page);
            isClean(
                    "OTLP",
                    collector.raw().stream()
                            .map(sent -> new String(sent, StandardCharsets.ISO_8859_1))
                            .collect(Collectors.joining("\n")));
        }
    }

    private static Map<String, String> exporting(OtlpReceiver collector) {
        return Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                collector.endpoint().toString(),
                "OTEL_EXPORTER_OTLP_HEADERS",
                "api-key=" + COLLECTOR_KEY,
                "OTEL_BSP_SCHEDULE_DELAY",
                "50",
                "OTEL_BLRP_SCHEDULE_DELAY",
                "50",
                "OTEL_METRIC_EXPORT_INTERVAL",
                "200");
    }

    /** The calls that reached the upstream, and the one whose key is wrong. */
    private static boolean isExported(OtlpReceiver collector) {
        long calls = collector.spans().stream().filter(span -> span.kind() == 2).count();
        return calls > CALLS
                && collector.logs().size() > CALLS
                && !collector.points().isEmpty();
    }

    private static String metrics(Rig rig) throws IOException {
        try (RawHttpClient client = rig.connect()) {
            client.request("GET", "/metrics", Rig.HOST, Rig.AUTH);
            return client.readResponse().text();
        }
    }

    /** The configuration may entitle a log to prompts and answers; it never gets a key, not even out of a prompt. */
    @Test
    void whoeverIsEntitledToPromptsIsStillToldNoKey() throws Exception {
        try (FaultyUpstream upstream = FaultyUpstream.answering(this::script);
                Rig rig = Rig.upstream(upstream.port())
                        .litellm("callbacks: [jsonl]", "log_content_to: [jsonl]", "turn_off_message_logging: false")
                        .start(directory)) {
            call(rig, "/chat/completions", Rig.GATEWAY_KEY);
            try (RawHttpClient client = rig.connect()) {
                sendText(client, Rig.GATEWAY_KEY + " and " + Rig.UPSTREAM_KEY, "X-Other: 1");
            }
            try (RawHttpClient client = rig.connect()) {
                sendText(client, UNWANTED, "x-litellm-enable-message-redaction: false");
            }
            assertThat(rig.process().stop(SOON)).isZero();
            assertThat(rig.process().stdout())
                    .contains(PROMPT, ANSWER, "*** and ***")
                    .doesNotContain(Rig.GATEWAY_KEY, Rig.UPSTREAM_KEY, UNWANTED);
            assertThat(upstream.requests())
                    .allSatisfy(request ->
                            assertThat(request.headerLines().toString()).doesNotContain("redaction"));
        }
    }

    private static void sendText(RawHttpClient client, String text, String header) throws IOException {
        String body = "{\"input\":\"" + text + "\"}";
        client.send("POST /openai/ok HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer " + Rig.GATEWAY_KEY + "\r\n" + header
                + "\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body);
        Bytes.untilClose(client);
    }

    private static void isClean(String what, String text) {
        System.out.printf("Canaries: %d characters of %s%n", text.length(), what);
        for (String secret : List.of(Rig.GATEWAY_KEY, Rig.UPSTREAM_KEY, WRONG_KEY, COLLECTOR_KEY, PROMPT, ANSWER)) {
            assertThat(text.lines().filter(line -> line.contains(secret)))
                    .as("lines with %s in %s", secret, what)
                    .isEmpty();
        }
    }

    /** The key in every header that may carry it, and the prompt in every place that is a client's own. */
    private void call(Rig rig, String path, String key) throws IOException {
        try (RawHttpClient client = rig.connect()) {
            send(client, path, key);
            fromClient.append(Bytes.untilClose(client));
        }
    }

    private static void send(RawHttpClient client, String path, String key) throws IOException {
        String body = "{\"messages\":[{\"role\":\"user\",\"content\":\"" + PROMPT + "\"}]}";
        client.send("POST /openai" + path + "?note=" + PROMPT + " HTTP/1.1\r\nHost: g\r\nUser-Agent: " + PROMPT
                + "\r\nx-litellm-tags: " + PROMPT + "\r\nAuthorization: Bearer " + key + "\r\napi-key: " + key
                + "\r\nx-api-key: " + key + "\r\nx-litellm-api-key: Bearer " + key
                + "\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body);
    }

    private static void leave(Rig rig, FaultyUpstream upstream) throws Exception {
        RawHttpClient client = rig.connect();
        send(client, "/leave", Rig.GATEWAY_KEY);
        Eventually.await("the call is upstream", SOON, () -> upstream.requests().size() == CALLS);
        client.reset();
        Eventually.await("it is over", SOON, () -> upstream.openConnections() == 0);
    }

    private void unreadable(Rig rig) throws IOException {
        for (String head : List.of(
                "POST /openai/ok " + PROMPT + "\r\nAuthorization: Bearer " + Rig.GATEWAY_KEY + "\r\n\r\n",
                "POST /openai/ok HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer " + Rig.GATEWAY_KEY
                        + "\r\nContent-Length: x\r\n\r\n" + PROMPT)) {
            try (RawHttpClient client = rig.connect()) {
                client.send(head);
                fromClient.append(Bytes.untilClose(client));
            }
        }
    }
}
