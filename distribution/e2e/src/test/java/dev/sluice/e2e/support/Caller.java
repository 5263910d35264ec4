package dev.sluice.e2e.support;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Supplier;

/** Calls the gateway, wherever it runs at the moment. Thread-safe. */
public final class Caller {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final Supplier<String> url;
    private final String key;

    /** Asks for the URL before each call. */
    public Caller(Supplier<String> url, String key) {
        this.url = url;
        this.key = key;
    }

    public HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send(path, "GET", BodyPublishers.noBody(), headers);
    }

    public HttpResponse<String> delete(String path) throws IOException, InterruptedException {
        return send(path, "DELETE", BodyPublishers.noBody());
    }

    public HttpResponse<String> post(String path, String contentType, String body, String... headers)
            throws IOException, InterruptedException {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = contentType;
        return send(path, "POST", BodyPublishers.ofString(body), all);
    }

    private HttpResponse<String> send(String path, String method, HttpRequest.BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url.get() + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + key)
                .method(method, body);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
