package dev.sluice.e2e.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testkit.fake.CannedReply;
import dev.sluice.testkit.fake.FakeAzure;
import dev.sluice.testkit.fake.RecordedRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The built jar in front of a resource of Azure's: by key on the classic surface, by Entra token on v1. */
@Timeout(120)
final class AzureIT {
    private static final String KEY = "az-key-canary-3fd07a";
    private static final String SECRET = "entra-secret-canary-90be21";

    @TempDir
    Path directory;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final FakeAzure upstream = FakeAzure.start(Set.of("chat-eu", "chat-us"), KEY);
    private Rig rig;

    @BeforeEach
    void start() throws Exception {
        upstream.register("app", SECRET, KEY);
        String application = "tenant_id: contoso, client_id: app, azure_authority_host: '" + upstream.endpoint()
                + "', api_base: '" + upstream.endpoint() + "/openai/v1'";
        rig = Rig.upstream(1)
                .models(
                        "- {model_name: by-key, litellm_params: {model: azure/chat-eu, api_version: 2024-10-21, api_key: "
                                + KEY + ", api_base: '" + upstream.endpoint() + "'}}",
                        "- {model_name: by-two, litellm_params: {model: azure/chat-eu, api_version: 2024-10-21, api_key: "
                                + KEY + ", api_base: '" + upstream.endpoint() + "'}}",
                        "- {model_name: by-two, litellm_params: {model: azure/chat-us, api_version: 2024-10-21, api_key: "
                                + KEY + ", api_base: '" + upstream.endpoint() + "/openai'}}",
                        "- {model_name: by-token, litellm_params: {model: azure/chat-eu, client_secret: " + SECRET
                                + ", " + application + "}}",
                        "- {model_name: by-mistake, litellm_params: {model: azure/chat-eu, client_secret: wrong, "
                                + application + "}}")
                .start(directory);
        Eventually.await(
                "tokens before any call",
                Duration.ofSeconds(10),
                () -> upstream.requests().size() == 2 && upstream.tokensIssued() == 1);
    }

    /** What Azure saw but for the questions for tokens. */
    private List<RecordedRequest> calls() {
        return upstream.requests().stream()
                .filter(request -> !request.target().endsWith("/token"))
                .toList();
    }

    @AfterEach
    void nothingIsLeftAndNothingWasPrinted() throws Exception {
        rig.process().stop(Duration.ofSeconds(10));
        String printed = rig.process().stdout() + rig.process().stderr();
        upstream.close();
        assertThat(printed).doesNotContain(KEY, SECRET, "entra-token-");
    }

    private static String chat(String model, boolean stream) {
        return "{\"model\":\"" + model + "\",\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
    }

    private HttpRequest post(String target, String keyHeader, String body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + rig.port() + target))
                .timeout(Duration.ofSeconds(30))
                .header(keyHeader, (keyHeader.equals("api-key") ? "" : "Bearer ") + Rig.GATEWAY_KEY)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void anOpenAiClientReachesTheDeploymentByItsKey() throws Exception {
        HttpResponse<String> response =
                send(post("/openai/v1/chat/completions", "Authorization", chat("by-key", false)));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("You said: hello");
        RecordedRequest request = calls().get(0);
        assertThat(request.target()).isEqualTo("/openai/deployments/chat-eu/chat/completions?api-version=2024-10-21");
        assertThat(request.text()).isEqualTo(chat("chat-eu", false));
        assertThat(request.headers().first("api-key")).contains(KEY);
        assertThat(request.headers().contains("Authorization")).isFalse();
    }

    @Test
    void anAzureClientKeepsItsVersion() throws Exception {
        HttpResponse<String> response = send(post(
                "/openai/deployments/by-key/chat/completions?api-version=2025-01-01-preview",
                "api-key",
                chat("by-key", true)));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .startsWith("data: {\"choices\":[],")
                .contains("prompt_filter_results")
                .endsWith("data: [DONE]\n\n");
        assertThat(calls().get(0).target())
                .isEqualTo("/openai/deployments/chat-eu/chat/completions?api-version=2025-01-01-preview");
    }

    @Test
    void manyFirstCallsOfManyConnectionsShareTheTokenThatIsThereAlready() {
        HttpRequest request = post("/openai/v1/chat/completions", "Authorization", chat("by-token", false));

        Stream<CompletableFuture<HttpResponse<String>>> calls = Stream.generate(
                        () -> http.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
                .limit(40);

        assertThat(calls.toList().stream().map(CompletableFuture::join))
                .hasSize(40)
                .allSatisfy(response -> assertThat(response.body()).contains("You said: hello"));
        assertThat(upstream.tokensIssued()).isEqualTo(1);
        assertThat(upstream.requests().stream().map(RecordedRequest::target).distinct())
                .containsExactly("/contoso/oauth2/v2.0/token", "/openai/v1/chat/completions");
    }

    @Test
    void withoutATokenTheClientIsToldWhatToDo() throws Exception {
        HttpResponse<String> response =
                send(post("/openai/v1/chat/completions", "Authorization", chat("by-mistake", false)));

        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.body())
                .isEqualTo(
                        "{\"error\":{\"message\":\"There is no Entra token for this Azure deployment: Entra refuses with"
                                + " 401 invalid_client (AADSTS7000215). Check tenant_id, client_id and client_secret.\","
                                + "\"type\":\"server_error\",\"param\":null,\"code\":\"upstream_unreachable\"}}");
    }

    @Test
    void whereOneIsLimitedAnotherAnswers() throws Exception {
        upstream.failNext(CannedReply.json(
                429,
                "{\"error\":{\"code\":\"429\",\"message\": \"Requests have exceeded call rate limit.\"}}",
                "retry-after",
                "7"));

        HttpResponse<String> response =
                send(post("/openai/v1/chat/completions", "Authorization", chat("by-two", false)));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("You said: hello");
        assertThat(response.headers().firstValue("x-litellm-attempted-retries")).contains("1");
        assertThat(calls())
                .extracting(RecordedRequest::target)
                .containsExactlyInAnyOrder(
                        "/openai/deployments/chat-eu/chat/completions?api-version=2024-10-21",
                        "/openai/deployments/chat-us/chat/completions?api-version=2024-10-21");
    }

    @Test
    void anErrorOfAzureArrivesAsItIs() throws Exception {
        String error = "{\"error\":{\"code\":\"429\",\"message\": \"Requests have exceeded call rate limit.\"}}\n";
        upstream.failNext(
                CannedReply.json(429, error, "retry-after", "7", "apim-request-id", "a-1", "x-should-retry", "false"));

        HttpResponse<String> response =
                send(post("/openai/v1/chat/completions", "Authorization", chat("by-key", false)));

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.body()).isEqualTo(error);
        assertThat(response.headers().firstValue("retry-after")).contains("7");
        assertThat(response.headers().firstValue("apim-request-id")).contains("a-1");
    }
}
