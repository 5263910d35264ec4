package dev.sluice.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * What clients ask, again and again: the load under which {@link TrainCommand} learns. With the JDK's older client, because
 * whatever is loaded here takes room in the archive.
 */
final class TrainingClient {
    private static final String QUESTION =
            "{\"model\":\"demo\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

    private final URI chat;
    private final URI models;
    private final String key;

    TrainingClient(String base, String key) {
        this.chat = URI.create(base + "/chat/completions");
        this.models = URI.create(base + "/models");
        this.key = key;
    }

    /** A completion, a stream and a look at the models, one after another. */
    void round() throws IOException {
        ask(false);
        ask(true);
        read(open(models));
    }

    private void ask(boolean streamed) throws IOException {
        HttpURLConnection call = open(chat);
        call.setDoOutput(true);
        call.setRequestProperty("Content-Type", "application/json");
        try (OutputStream body = call.getOutputStream()) {
            body.write(QUESTION.formatted(streamed).getBytes(StandardCharsets.UTF_8));
        }
        read(call);
    }

    private HttpURLConnection open(URI uri) throws IOException {
        HttpURLConnection call = (HttpURLConnection) uri.toURL().openConnection();
        call.setRequestProperty("Authorization", "Bearer " + key);
        return call;
    }

    private static void read(HttpURLConnection call) throws IOException {
        try (InputStream answer = call.getInputStream()) {
            answer.transferTo(OutputStream.nullOutputStream());
        }
    }
}
