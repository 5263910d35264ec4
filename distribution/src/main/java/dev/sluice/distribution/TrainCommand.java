package dev.sluice.distribution;

import dev.sluice.config.yaml.ConfigLoader;
import dev.sluice.config.yaml.LoadedConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Makes the classes load that a gateway needs, so that the JVM can archive them: one gateway serves the built-in model,
 * another relays to it. The launcher runs it.
 */
@Command(name = "train", hidden = true, description = "Load what serving needs, and exit.")
final class TrainCommand implements Callable<Integer> {
    private static final int ROUNDS = 200;
    private static final String QUESTION =
            "{\"model\":\"demo\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

    private final HttpClient client = HttpClient.newHttpClient();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Plugins none = new Plugins(Plugins.besideJar());
        try (Gateway model = start(Map.of(), none);
                Gateway relay = start(
                        Map.of("OPENAI_API_KEY", "none", "OPENAI_API_BASE", "http://127.0.0.1:" + model.port() + "/v1"),
                        none)) {
            for (int round = 0; round < ROUNDS; round++) {
                for (Gateway gateway : new Gateway[] {model, relay}) {
                    String base = "http://127.0.0.1:" + gateway.port() + "/v1";
                    get(base + "/models");
                    ask(base + "/chat/completions", QUESTION.formatted(false));
                    ask(base + "/chat/completions", QUESTION.formatted(true));
                }
            }
        }
        return 0;
    }

    private static Gateway start(Map<String, String> environment, Plugins plugins) {
        LoadedConfig loaded = ConfigLoader.withoutFile(environment, plugins);
        return Gateway.start(DemoCommand.quiet(loaded), plugins, "127.0.0.1", 0);
    }

    private void get(String uri) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(URI.create(uri)).build());
    }

    private void ask(String uri, String body) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(URI.create(uri))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private void send(HttpRequest request) throws IOException, InterruptedException {
        client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }
}
