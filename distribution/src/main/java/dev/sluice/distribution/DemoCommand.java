package dev.sluice.distribution;

import dev.sluice.config.yaml.ConfigLoader;
import dev.sluice.config.yaml.LoadedConfig;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** {@code sluice demo}: starts a gateway with its built-in model on a free port and walks through it, visibly. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Start with the built-in model on a free port, walk through it, and stop.")
final class DemoCommand implements Callable<Integer> {
    private static final String CHAT = "/v1/chat/completions";
    private static final String QUESTION =
            "{\"model\":\"demo\",%s\"messages\":[{\"role\":\"user\",\"content\":\"Hello, Sluice!\"}]}";

    private final PrintStream out = System.out;
    private final HttpClient client = HttpClient.newHttpClient();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Plugins none = new Plugins(Plugins.besideJar());
        try (Gateway gateway = Gateway.start(quiet(ConfigLoader.withoutFile(Map.of(), none)), none, "127.0.0.1", 0)) {
            String base = "http://127.0.0.1:" + gateway.port();
            out.println("RUNNING on " + base + " with the built-in model 'demo'");
            boolean passed = show("Which models are there?", base, "/v1/models", "", 200)
                    && show("A chat completion", base, CHAT, QUESTION.formatted(""), 200)
                    && stream("The same, streamed", base, CHAT, QUESTION.formatted("\"stream\":true,"))
                    && show(
                            "A model that does not exist",
                            base,
                            CHAT,
                            QUESTION.replace("demo", "nope").formatted(""),
                            400);
            out.println(
                    passed
                            ? "\nThat was Sluice. README.md shows how to put your own models behind it."
                            : "\nThe walk did not go as expected.");
            return passed ? 0 : 1;
        }
    }

    /** Without the access log, which would stand between a question and its answer. */
    static LoadedConfig quiet(LoadedConfig loaded) {
        return new LoadedConfig(
                loaded.config().map(config -> config.withServer(config.server().withAccessLog("off"))),
                loaded.errors(),
                loaded.warnings(),
                loaded.environment());
    }

    private boolean show(String title, String base, String path, String body, int expected)
            throws IOException, InterruptedException {
        HttpResponse<String> response =
                client.send(request(title, base, path, body), HttpResponse.BodyHandlers.ofString());
        out.println("HTTP " + response.statusCode());
        out.println(response.body());
        return response.statusCode() == expected;
    }

    private boolean stream(String title, String base, String path, String body)
            throws IOException, InterruptedException {
        HttpResponse<Stream<String>> response =
                client.send(request(title, base, path, body), HttpResponse.BodyHandlers.ofLines());
        out.println("HTTP " + response.statusCode());
        boolean[] done = {false};
        try (Stream<String> lines = response.body()) {
            lines.filter(line -> !line.isEmpty()).forEach(line -> {
                out.println(line);
                done[0] |= line.equals("data: [DONE]");
            });
        }
        return done[0];
    }

    private HttpRequest request(String title, String base, String path, String body) {
        out.println("\n== " + title + "\n$ curl " + base + path
                + (body.isEmpty() ? "" : " -H 'Content-Type: application/json' -d '" + body + "'"));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).header("Content-Type", "application/json");
        return body.isEmpty()
                ? request.build()
                : request.POST(HttpRequest.BodyPublishers.ofString(body)).build();
    }
}
