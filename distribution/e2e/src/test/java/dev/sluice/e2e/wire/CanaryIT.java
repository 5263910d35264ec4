package dev.sluice.e2e.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.e2e.support.GatewayProcess;
import dev.sluice.testkit.fault.Faults;
import dev.sluice.testkit.fault.FaultyUpstream;
import dev.sluice.testkit.fault.Gate;
import dev.sluice.testkit.fault.RawHttpClient;
import dev.sluice.testkit.fault.RecordedRequest;
import dev.sluice.testkit.fault.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets of which each may be in one place only, driven through success and every failure. */
final class CanaryIT {
    private static final String PROMPT = "canary-prompt-7d1f0e";
    private static final String ANSWER = "canary-answer-52c9ab";
    private static final String WRONG_KEY = "sk-wrong-canary-e81b44";
    private static final String UNWANTED = "canary-unwanted-0c44d1";
    private static final String COMPLETION = """
            {"id":"chatcmpl-1","model":"gpt-4o","choices":[{"message":{"content":"%s"},"finish_reason":"%s"}],
             "usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}""";
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String LOGBACK = """
            <configuration>
              <appender name="E" class="ch.qos.logback.core.ConsoleAppender">
                <target>System.err</target>
                <encoder><pattern>%%level %%logger %%msg%%n%%ex{full}</pattern></encoder>
              </appender>
              <root level="%s"><appender-ref ref="E"/></root>
            </configuration>
            """;

    @TempDir
    Path directory;

    private final Gate headSeen = new Gate();
    private final Gate chunkSeen = new Gate();
    private final StringBuilder fromClient = new StringBuilder();

    private Script script(RecordedRequest request) {
        String error = "{\"error\":{\"message\":\"" + ANSWER + "\",\"type\":\"x\"}}";
        return switch (request.target()) {
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

    @ParameterizedTest
    @ValueSource(strings = {"WARN", "TRACE"})
    void eachSecretStaysWhereItBelongs(String level) throws Exception {
        Path logback = Files.writeString(directory.resolve("logback.xml"), LOGBACK.formatted(level));
        try (FaultyUpstream upstream = FaultyUpstream.answering(this::script);
                Rig rig = Rig.upstream(upstream.port())
                        .litellm("request_timeout: 0.5")
                        .javaOptions("-Dlogback.configurationFile=" + logback)
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
            assertThat(rig.process().stop(SOON)).isZero();

            assertThat(fromClient).contains(ANSWER).doesNotContain(Rig.UPSTREAM_KEY, Rig.GATEWAY_KEY, PROMPT);
            assertThat(upstream.requests()).hasSize(11).allSatisfy(request -> {
                assertThat(request.requestLine() + request.headerLines())
                        .contains(Rig.UPSTREAM_KEY)
                        .doesNotContain(Rig.GATEWAY_KEY);
                assertThat(request.awaitBody(SOON).text()).contains(PROMPT).doesNotContain(Rig.GATEWAY_KEY);
            });
            logIsClean(rig.process(), level);
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

    private static void logIsClean(GatewayProcess process, String level) {
        String log = process.stdout() + process.stderr();
        System.out.printf("Canaries at level %s: %d characters of log%n", level, log.length());
        for (String secret : List.of(Rig.GATEWAY_KEY, Rig.UPSTREAM_KEY, WRONG_KEY, PROMPT, ANSWER)) {
            assertThat(log.lines().filter(line -> line.contains(secret)))
                    .as("lines with %s at level %s", secret, level)
                    .isEmpty();
        }
    }

    /** The key in every header that may carry it. */
    private void call(Rig rig, String path, String key) throws IOException {
        try (RawHttpClient client = rig.connect()) {
            send(client, path, key);
            fromClient.append(Bytes.untilClose(client));
        }
    }

    private static void send(RawHttpClient client, String path, String key) throws IOException {
        String body = "{\"messages\":[{\"role\":\"user\",\"content\":\"" + PROMPT + "\"}]}";
        client.send(
                "POST /openai" + path + " HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer " + key + "\r\napi-key: " + key
                        + "\r\nx-api-key: " + key + "\r\nx-litellm-api-key: Bearer " + key
                        + "\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                        + "\r\n\r\n" + body);
    }

    private static void leave(Rig rig, FaultyUpstream upstream) throws Exception {
        RawHttpClient client = rig.connect();
        send(client, "/leave", Rig.GATEWAY_KEY);
        Eventually.await("the call is upstream", SOON, () -> upstream.requests().size() == 11);
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
