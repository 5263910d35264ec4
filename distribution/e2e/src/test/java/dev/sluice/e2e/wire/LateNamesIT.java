package dev.sluice.e2e.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testkit.fake.FakeOpenAi;
import dev.sluice.testkit.fake.RecordedRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies of which little is kept: a model is renamed where it stands first, and reaches nobody where it stands last. */
final class LateNamesIT {
    private static final String KEY = "sk-account-of-late-names-0123";
    private static final String MESSAGES =
            "\"messages\":[{\"role\":\"user\",\"content\":\"" + "x".repeat(256 << 10) + "\"}]";
    private static final String MODEL = "\"model\":\"ours\"";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void noNameIsLetBy(@TempDir Path directory) throws Exception {
        try (FakeOpenAi upstream = FakeOpenAi.start(KEY);
                Rig rig = Rig.upstream(1)
                        .general("replay_limit_mb: 0")
                        .models("- {model_name: ours, litellm_params: {model: openai/theirs, api_key: " + KEY
                                + ", api_base: '" + upstream.baseUrl() + "'}}")
                        .start(directory)) {
            refused(send(rig, "{" + MESSAGES + "," + MODEL + "}"), "Put 'model' first in the body");
            refused(send(rig, "{" + MESSAGES + "," + MODEL + "}", "X-LiteLLM-Target-Model", "ours"), "Send it first");
            refused(
                    send(rig, "{" + MODEL + "," + MESSAGES + ",\"target_model_names\":\"ours\"}"),
                    "'target_model_names' stands behind");
            assertThat(upstream.requests()).isEmpty();

            HttpResponse<String> first = send(rig, "{" + MODEL + "," + MESSAGES + "}");

            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(upstream.requests())
                    .singleElement()
                    .extracting(RecordedRequest::text)
                    .isEqualTo("{\"model\":\"theirs\"," + MESSAGES + "}");
        }
    }

    private static void refused(HttpResponse<String> response, String said) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(413);
        assertThat(response.body()).contains(said, "\"type\":\"invalid_request_error\"");
    }

    private HttpResponse<String> send(Rig rig, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + rig.port() + "/openai/v1/chat/completions"))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + Rig.GATEWAY_KEY)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
