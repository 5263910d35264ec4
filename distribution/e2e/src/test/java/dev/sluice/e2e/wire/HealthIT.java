package dev.sluice.e2e.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testkit.fault.FaultyUpstream;
import dev.sluice.testkit.fault.RawHttpClient;
import dev.sluice.testkit.fault.RawResponse;
import dev.sluice.testkit.fault.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the gateway tells of itself, and to whom. */
final class HealthIT {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String BODY = "{\"model\":\"m\"}";

    @TempDir
    Path directory;

    @Test
    void healthTellsWhatCallsHaveFoundOut() throws Exception {
        try (FaultyUpstream upstream = FaultyUpstream.answering(request -> Script.answer(
                        "200 OK",
                        "{\"usage\":{\"prompt_tokens\":2,\"completion_tokens\":1,\"total_tokens\":3}}",
                        "Content-Type: application/json"));
                Rig rig = Rig.upstream(upstream.port())
                        .models(
                                "- {model_name: m, litellm_params: {model: openai/gpt-4o, api_key: k, api_base:"
                                        + " 'http://127.0.0.1:" + upstream.port() + "'}, model_info: {id: m-1}}",
                                "- {model_name: n, litellm_params: {model: openai/other, api_key: k, api_base:"
                                        + " 'http://127.0.0.1:" + upstream.port() + "'}, model_info: {id: n-1}}")
                        .start(directory)) {
            assertThat(get(rig, "/health", "X: y").status()).isEqualTo(401);
            assertThat(get(rig, "/routes", "X: y").status()).isEqualTo(401);
            assertThat(get(rig, "/health/liveliness", "X: y").text()).isEqualTo("\"I'm alive!\"");
            assertThat(get(rig, "/health", Rig.AUTH).text())
                    .contains("\"healthy_count\":2,\"unhealthy_count\":0", "\"last_outcome\":null");
            try (RawHttpClient client = rig.connect()) {
                client.send("POST /v1/chat/completions HTTP/1.1\r\n" + Rig.HOST + "\r\n" + Rig.AUTH
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + BODY.length() + "\r\n\r\n" + BODY);
                assertThat(client.readResponse().status()).isEqualTo(200);
            }
            // The client may have the last byte before the call is put away.
            Eventually.await("nothing is in flight", SOON, () -> isAtRest(rig));
            assertThat(get(rig, "/health?model=m", Rig.AUTH).text())
                    .contains("\"model_id\":\"m-1\"", "\"last_outcome\":\"success\"")
                    .doesNotContain("n-1", "\"latency_ms\":null");
            assertThat(get(rig, "/routes", Rig.AUTH).text())
                    .startsWith("{\"routes\":[{\"path\":\"/health\",\"methods\":[\"GET\"]")
                    .contains("/v1/{endpoint:path}");
            assertThat(rig.process().stop(Duration.ofSeconds(10))).isZero();
            assertThat(rig.process().stdout()).contains("\"usage\":\"exact\",\"cost\":0.000015}");
        }
    }

    private static boolean isAtRest(Rig rig) {
        try {
            return get(rig, "/health?model=m", Rig.AUTH).text().contains("\"in_flight\":0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RawResponse get(Rig rig, String target, String header) throws IOException {
        try (RawHttpClient client = rig.connect()) {
            return client.request("GET", target, Rig.HOST, header).readResponse();
        }
    }
}
