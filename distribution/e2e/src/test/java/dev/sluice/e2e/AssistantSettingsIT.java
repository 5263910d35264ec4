package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.e2e.node.NodeWalks;
import dev.sluice.e2e.python.PythonScripts;
import dev.sluice.e2e.sdk.JavaWalk;
import dev.sluice.e2e.support.AccountTarget;
import dev.sluice.e2e.support.Target;
import dev.sluice.testkit.fake.RecordedRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The official SDKs and plain HTTP through the built jar, to the account that {@code assistant_settings} name. */
@Timeout(300)
final class AssistantSettingsIT {
    private static final String VERSION = "2025-04-01-preview";
    private static final String PYTHON_WALK = "walk_assistants.py";

    @TempDir
    Path directory;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void openai() throws Exception {
        try (AccountTarget account = AccountTarget.openAi(directory)) {
            byHand(account.at("/v1"), "gpt-4o");
            byHand(account.at(""), "gpt-4o");
            JavaWalk.ofRuns(account.at("/v1"));
            for (String path : List.of("/v1", "/openai")) {
                node(openAiClient(account.at(path)));
            }
            assertThat(account.requests())
                    .allSatisfy(request ->
                            assertThat(request.headers().first("OpenAI-Beta")).contains("assistants=v2"));
        }
    }

    @Test
    void azure() throws Exception {
        try (AccountTarget account = AccountTarget.azure(directory)) {
            byHand(account.at("/v1"), "gpt-4o");
            JavaWalk.ofRuns(account.at("/v1"));
            node(openAiClient(account.at("/v1")));
            JavaWalk.ofRunsAsAzure(account.at(""), VERSION);
            node(azureClient(account.at("")));
            filesOfAzure(account);
            assertThat(account.requests()).allSatisfy(request -> {
                assertThat(request.target())
                        .matches("/openai/(assistants|threads).*")
                        .contains("api-version=" + VERSION);
                assertThat(request.headers().contains("api-key")).isTrue();
                assertThat(request.headers().contains("Authorization")).isFalse();
            });
        }
    }

    @Test
    void compatibleServer() throws Exception {
        try (AccountTarget account = AccountTarget.compatible(directory)) {
            byHand(account.at("/v1"), "openai/my-astra-model");
            JavaWalk.ofRuns(account.at("/v1"));
            node(openAiClient(account.at("/v1")));
            assertThat(account.requests()).allSatisfy(request -> {
                assertThat(request.target()).startsWith("/v1/");
                assertThat(request.headers().first("astra-api-token")).contains("AstraCS");
            });
            assertThat(account.requests().stream().map(RecordedRequest::text))
                    .anyMatch(body -> body.contains("openai/my-astra-model"));
        }
    }

    @Test
    void python() throws Exception {
        PythonScripts python = PythonScripts.orSkip();
        try (AccountTarget account = AccountTarget.openAi(directory)) {
            for (String path : List.of("/v1", "/openai")) {
                python.run(PYTHON_WALK, directory, openAiClient(account.at(path)));
            }
        }
        try (AccountTarget account = AccountTarget.azure(directory)) {
            python.run(PYTHON_WALK, directory, openAiClient(account.at("/v1")));
            python.run(PYTHON_WALK, directory, azureClient(account.at("")));
        }
        try (AccountTarget account = AccountTarget.compatible(directory)) {
            python.run(PYTHON_WALK, directory, openAiClient(account.at("/v1")));
        }
    }

    private static Map<String, String> azureClient(Target target) {
        return Map.of("AZURE_ENDPOINT", target.baseUrl(), "AZURE_VERSION", VERSION, "API_KEY", target.key());
    }

    private static Map<String, String> openAiClient(Target target) {
        return Map.of("BASE_URL", target.baseUrl(), "API_KEY", target.key());
    }

    private static void node(Map<String, String> environment) throws Exception {
        NodeWalks.run("walk-assistants.mjs", environment);
        NodeWalks.run("walk-run-tools.mjs", environment);
    }

    /** The page's curl calls: the streamed one shows its events' names. */
    private void byHand(Target target, String model) throws Exception {
        String assistant = id(post(
                target,
                "/assistants",
                "{\"name\":\"Math Tutor\",\"instructions\":\"Repeat.\",\"model\":\"" + model + "\"}"));
        assertThat(get(target, "/assistants?order=desc&limit=20").body()).contains(assistant);
        String thread = id(post(target, "/threads", ""));
        assertThat(get(target, "/threads/" + thread).body()).contains(thread);
        post(target, "/threads/" + thread + "/messages", "{\"role\":\"user\",\"content\":\"How does AI work?\"}");
        assertThat(get(target, "/threads/" + thread + "/messages").body()).contains("How does AI work?");
        String request = "{\"assistant_id\":\"" + assistant + "\"}";
        assertThat(post(target, "/threads/" + thread + "/runs", request).body()).contains("\"queued\"");
        HttpResponse<String> streamed = post(
                target, "/threads/" + thread + "/runs", "{\"assistant_id\":\"" + assistant + "\",\"stream\":true}");
        assertThat(streamed.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
        assertThat(streamed.body())
                .startsWith("event: thread.run.created\ndata: {")
                .contains("\n\nevent: thread.message.delta\ndata: {", "\n\nevent: thread.run.completed\ndata: {")
                .endsWith("\n\nevent: done\ndata: [DONE]\n\n");
        HttpResponse<String> missing = get(target, "/threads/thread_nope");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body()).contains("No thread found with id 'thread_nope'.");
        assertThat(missing.headers().map()).doesNotContainKey("x-sluice-hint");
    }

    /** The ids of Azure's older resources go through as they are. */
    private void filesOfAzure(AccountTarget account) throws Exception {
        Target target = account.at("/openai/deployments/gpt-4o");
        String attachment =
                "{\"file_id\":\"assistant-abcdefghijklmnopqrstuvwx\",\"tools\":[{\"type\":\"file_search\"}]}";
        HttpRequest request = request(target, "/threads?api-version=" + VERSION)
                .header("api-key", target.key())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"messages\":[{\"role\":\"user\",\"content\":\"x\",\"attachments\":[" + attachment + "]}]}"))
                .build();
        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
        RecordedRequest last = account.requests().get(account.requests().size() - 1);
        assertThat(last.target()).isEqualTo("/openai/threads?api-version=" + VERSION);
        assertThat(last.text()).contains(attachment);
    }

    private HttpResponse<String> post(Target target, String path, String body) throws Exception {
        HttpResponse<String> response = http.send(
                request(target, path)
                        .header("Authorization", "Bearer " + target.key())
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response;
    }

    private HttpResponse<String> get(Target target, String path) throws Exception {
        return http.send(
                request(target, path)
                        .header("Authorization", "Bearer " + target.key())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(Target target, String path) {
        return HttpRequest.newBuilder(URI.create(target.baseUrl() + path));
    }

    private static String id(HttpResponse<String> response) {
        Matcher id = Pattern.compile("\"id\":\\s*\"([^\"]+)\"").matcher(response.body());
        assertThat(id.find()).isTrue();
        return id.group(1);
    }
}
