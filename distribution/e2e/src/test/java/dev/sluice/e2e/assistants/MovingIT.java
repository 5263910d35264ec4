package dev.sluice.e2e.assistants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.e2e.support.GatewayProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo, files that are searched, and the way out of one gateway into another, with the built jar. */
final class MovingIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
    private static final String CONFIG = """
            model_list:
              - model_name: m
                litellm_params: {model: local/m, mock_response: Hello.}
            assistant_settings:
              custom_llm_provider: local
              embedding_model: m
            general_settings:
              master_key: sk-moving
            """;

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    @Test
    void theDemoWalksThroughAssistants() throws Exception {
        try (GatewayProcess demo = GatewayProcess.launch(directory, Map.of(), "demo")) {
            assertThat(demo.awaitExit(SOON)).as(demo.stdout() + demo.stderr()).isZero();
            assertThat(demo.stdout())
                    .contains("kept in memory: they are gone when this ends")
                    .contains("event: thread.run.requires_action")
                    .contains("{\\\"city\\\":\\\"Oslo\\\"}")
                    .contains("event: thread.run.completed")
                    .contains("\"object\":\"thread.run.step\"")
                    .contains("That was Sluice.");
        }
        assertThat(directory.resolve("sluice-data")).doesNotExist();
    }

    @Test
    void whatOneGatewayKeepsAnotherGoesOnWith() throws Exception {
        Path one = Files.createDirectory(directory.resolve("one"));
        Path two = Files.createDirectory(directory.resolve("two"));
        String thread;
        String store;
        String messages;
        Path fetched = directory.resolve("fetched.jsonl");
        Path exported = directory.resolve("exported.jsonl");
        try (GatewayProcess gateway = GatewayProcess.start(one, CONFIG, Map.of())) {
            store = fill(gateway.url());
            thread = id(post(gateway.url() + "/v1/threads", "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"));
            String assistant = id(get(gateway.url() + "/v1/assistants"));
            String run = post(
                    gateway.url() + "/v1/threads/" + thread + "/runs",
                    "{\"assistant_id\":\"" + assistant + "\",\"stream\":true}");
            assertThat(run).contains("event: thread.run.completed");
            messages = get(gateway.url() + "/v1/threads/" + thread + "/messages");
            run(
                    one,
                    Map.of("MY_KEY", "sk-moving"),
                    0,
                    "export",
                    "--from",
                    gateway.url() + "/v1",
                    "--key-env",
                    "MY_KEY",
                    "--out",
                    fetched.toString());
        }
        run(one, Map.of(), 0, "export", "--config", "config.yaml", "--out", exported.toString());
        assertThat(Files.readAllLines(fetched))
                .anyMatch(line -> line.contains(thread))
                .noneMatch(line -> line.startsWith("{\"kind\":\"file\""));
        Files.writeString(two.resolve("config.yaml"), CONFIG);
        importTwice(two, exported);
        String conversations = run(two, Map.of(), 0, "export", "--config", "config.yaml", "--conversations");
        assertThat(conversations).contains("{\"type\":\"message\",\"role\":\"assistant\",\"content\":\"Hello.\"}");
        try (GatewayProcess gateway = GatewayProcess.start(two, CONFIG, Map.of())) {
            assertThat(get(gateway.url() + "/v1/threads/" + thread + "/messages"))
                    .isEqualTo(messages);
            awaitFound(gateway.url() + "/v1/vector_stores/" + store + "/search");
        }
    }

    private void importTwice(Path folder, Path exported) throws IOException, InterruptedException {
        Path broken = Files.writeString(folder.resolve("broken.jsonl"), "{\"kind\":\"thread\",\"object\":{}}\n");
        assertThat(run(folder, Map.of(), 2, "import", "--config", "config.yaml", broken.toString()))
                .contains("broken.jsonl:1: 'id' is missing", "Nothing was imported.");
        List<String> lines = Files.readAllLines(exported);
        long objects = lines.stream()
                .filter(line -> !line.contains("\"file_content\""))
                .count();
        assertThat(run(folder, Map.of(), 0, "import", "--config", "config.yaml", exported.toString()))
                .contains("Imported " + objects + " objects; 0 were there already.");
        assertThat(run(folder, Map.of(), 0, "import", "--config", "config.yaml", exported.toString()))
                .contains("Imported 0 objects; " + objects + " were there already.");
        Path again = folder.resolve("again.jsonl");
        run(folder, Map.of(), 0, "export", "--config", "config.yaml", "--out", again.toString());
        assertThat(again).hasSameTextualContentAs(exported);
    }

    /** A file in a vector store, and an assistant; the id of the store. */
    private String fill(String url) throws IOException, InterruptedException {
        String form = String.join(
                "\r\n",
                "--x",
                "Content-Disposition: form-data; name=\"purpose\"",
                "",
                "assistants",
                "--x",
                "Content-Disposition: form-data; name=\"file\"; filename=\"foods.md\"",
                "",
                "Filip likes cake.",
                "--x--",
                "");
        String file = id(send(HttpRequest.newBuilder(URI.create(url + "/v1/files"))
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(HttpRequest.BodyPublishers.ofString(form))));
        String store = id(post(url + "/v1/vector_stores", "{\"file_ids\":[\"" + file + "\"]}"));
        awaitFound(url + "/v1/vector_stores/" + store + "/search");
        post(
                url + "/v1/assistants",
                "{\"model\":\"m\",\"tools\":[{\"type\":\"file_search\"}],\"tool_resources\":{\"file_search\":"
                        + "{\"vector_store_ids\":[\"" + store + "\"]}}}");
        return store;
    }

    /** The built-in model gives the same text the same vector, and files are indexed soon. */
    private void awaitFound(String search) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + SOON.toNanos();
        String found = "";
        while (!found.contains("\"filename\":\"foods.md\"") && System.nanoTime() < deadline) {
            found = post(search, "{\"query\":\"Filip likes cake.\"}");
        }
        assertThat(found).contains("\"filename\":\"foods.md\"", "\"text\":\"Filip likes cake.\"");
    }

    private static String id(String json) {
        Matcher matcher = ID.matcher(json);
        assertThat(matcher.find()).as(json).isTrue();
        return matcher.group(1);
    }

    private String get(String url) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url)));
    }

    private String post(String url, String json) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(
                request.header("Authorization", "Bearer sk-moving").build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    private static String run(Path folder, Map<String, String> environment, int expected, String... arguments)
            throws IOException, InterruptedException {
        try (GatewayProcess process = GatewayProcess.launch(folder, environment, arguments)) {
            assertThat(process.awaitExit(SOON))
                    .as(process.stdout() + process.stderr())
                    .isEqualTo(expected);
            return process.stdout() + process.stderr();
        }
    }
}
