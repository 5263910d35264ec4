package dev.sluice.distribution;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

/** What clients ask, again and again: the load under which {@link TrainCommand} learns. */
final class TrainingClient {
    private static final String QUESTION =
            "{\"model\":\"demo\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI chat;
    private final URI models;
    private final String key;

    TrainingClient(String base, String key) {
        this.chat = URI.create(base + "/chat/completions");
        this.models = URI.create(base + "/models");
        this.key = key;
    }

    /** Five calls at once; returns when all are answered. */
    void round() {
        CompletableFuture.allOf(ask(false), ask(true), ask(false), ask(true), send(HttpRequest.newBuilder(models)))
                .join();
    }

    private CompletableFuture<?> ask(boolean streamed) {
        return send(HttpRequest.newBuilder(chat)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(QUESTION.formatted(streamed))));
    }

    private CompletableFuture<?> send(HttpRequest.Builder request) {
        return client.sendAsync(
                request.header("Authorization", "Bearer " + key).build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
