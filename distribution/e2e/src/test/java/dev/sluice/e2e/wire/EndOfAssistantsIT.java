package dev.sluice.e2e.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testkit.fake.CannedReply;
import dev.sluice.testkit.fake.FakeOpenAi;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a client is told where the Assistants API is not, or not any more. */
@Timeout(60)
final class EndOfAssistantsIT {
    private static final String WRITE_THIS = "custom_llm_provider: local";

    @TempDir
    Path directory;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private HttpResponse<String> get(Rig rig, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + rig.port() + path))
                .header("Authorization", "Bearer " + Rig.GATEWAY_KEY)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void anUpstreamWithoutItIsQuotedWithAHintAndLoggedOnce() throws Exception {
        String gone = "{\n  \"error\": {\"message\": \"Invalid URL (GET /v1/assistants)\", \"type\":"
                + " \"invalid_request_error\", \"param\": null, \"code\": null}\n}";
        try (FakeOpenAi upstream = FakeOpenAi.start(Rig.UPSTREAM_KEY);
                Rig rig = Rig.upstream(upstream.port()).start(directory)) {
            for (String path :
                    new String[] {"/v1/assistants", "/openai/v1/threads/thread_1", "/threads/thread_1/runs"}) {
                upstream.failNext(CannedReply.json(404, gone));
                HttpResponse<String> response = get(rig, path);
                assertThat(response.statusCode()).isEqualTo(404);
                assertThat(response.body()).isEqualTo(gone);
                assertThat(response.headers().firstValue("x-sluice-hint").orElse(""))
                        .contains(WRITE_THIS);
            }
            HttpResponse<String> missing = get(rig, "/v1/threads/thread_nope");
            assertThat(missing.body()).contains("No thread found with id");
            assertThat(missing.headers().map()).doesNotContainKey("x-sluice-hint");
            rig.process().stop(Duration.ofSeconds(10));
            assertThat(rig.process().stdout().lines().filter(line -> line.contains("\"event\":\"notice\"")))
                    .singleElement()
                    .asString()
                    .contains(WRITE_THIS);
        }
    }

    @Test
    void whereNobodyServesItTheAnswerSaysWhatToWrite() throws Exception {
        try (Rig rig = Rig.upstream(1)
                .models("- {model_name: demo, litellm_params: {model: local/demo, mock_response: hello}}")
                .environment(Map.of("OPENAI_API_KEY", ""))
                .start(directory)) {
            for (String path : new String[] {"/v1/assistants", "/threads/thread_1", "/openai/v1/threads/thread_1"}) {
                HttpResponse<String> response = get(rig, path);
                assertThat(response.statusCode()).isEqualTo(400);
                assertThat(response.body())
                        .contains("assistant_settings", WRITE_THIS, "\"code\":\"no_upstream\"", "\"param\":null");
            }
        }
    }
}
