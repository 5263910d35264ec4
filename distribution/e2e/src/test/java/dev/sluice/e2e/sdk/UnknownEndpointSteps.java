package dev.sluice.e2e.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.core.ClientOptions;
import com.openai.core.http.HttpMethod;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpRequestBody;
import com.openai.core.http.HttpResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** An endpoint that no SDK knows, through the SDK's own HTTP client. */
final class UnknownEndpointSteps {
    private static final String BODY = "{\"name\":\"größer\",\"list\":[1, 2.50, null]}";

    private UnknownEndpointSteps() {}

    static List<Step> all() {
        return Stream.of(HttpMethod.PATCH, HttpMethod.PUT)
                .map(method -> new Step("an endpoint that no SDK knows: " + method, client -> call(client, method)))
                .toList();
    }

    private static void call(OpenAIClient client, HttpMethod method) throws IOException {
        ClientOptions options = optionsOf(client);
        HttpRequest request = HttpRequest.builder()
                .method(method)
                .baseUrl(options.baseUrl())
                .addPathSegments("anything-new", "a b")
                .putQueryParam("include[]", "x y")
                .putAllHeaders(options.headers())
                .replaceHeaders("Authorization", "Bearer " + options.apiKey().orElseThrow())
                .body(new Json(BODY))
                .build();

        try (HttpResponse response = options.httpClient().execute(request)) {
            String answer = new String(response.body().readAllBytes(), UTF_8);

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(answer)
                    .contains("\"method\":\"" + method + "\"")
                    .contains("\"target\":\"/v1/anything-new/a%20b?include")
                    .contains("\"body\":\"" + BODY.replace("\"", "\\\"") + "\"");
        }
    }

    private static ClientOptions optionsOf(OpenAIClient client) {
        CompletableFuture<ClientOptions> options = new CompletableFuture<>();
        client.withOptions(builder -> options.complete(builder.build()));
        return options.join();
    }

    private record Json(String text) implements HttpRequestBody {
        @Override
        public void writeTo(OutputStream out) {
            try {
                out.write(text.getBytes(UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String contentType() {
            return "application/json";
        }

        @Override
        public long contentLength() {
            return text.getBytes(UTF_8).length;
        }

        @Override
        public boolean repeatable() {
            return true;
        }

        @Override
        public void close() {}
    }
}
