package dev.sluice.testkit.fake;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls the fake with one key. */
final class Client {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final String base;
    private final String key;

    Client(FakeOpenAi fake, String key) {
        this.base = fake.baseUrl();
        this.key = key;
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + key)
                .header("OpenAI-Beta", "assistants=v2");
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(to(path).build());
    }

    HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return send(to(path).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    HttpResponse<String> delete(String path) throws IOException, InterruptedException {
        return send(to(path).DELETE().build());
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    HttpClient http() {
        return http;
    }

    static String idOf(HttpResponse<String> response) {
        Matcher id = Pattern.compile("\"id\":\"([^\"]+)\"").matcher(response.body());
        if (!id.find()) {
            throw new AssertionError("No id in an answer with status " + response.statusCode());
        }
        return id.group(1);
    }
}
