package dev.sluice.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fake is as strict as Azure: what it accepts is what Azure would. */
@Timeout(30)
final class FakeAzureTest {
    private static final String KEY = "az-one-0123456789";
    private static final String CHAT = "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";

    private final FakeAzure fake = FakeAzure.start(Set.of("chat"), KEY, "az-two-0123456789");
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void close() {
        fake.close();
    }

    private HttpRequest.Builder to(String target) {
        return HttpRequest.newBuilder(URI.create(fake.endpoint() + target)).timeout(Duration.ofSeconds(20));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String target, String json) throws IOException, InterruptedException {
        return send(to(target)
                .header("api-key", KEY)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    @ParameterizedTest
    @CsvSource({
        "/openai/deployments/chat/chat/completions?api-version=2024-10-21, whatever, 200",
        "/openai/v1/chat/completions, chat, 200",
        "/openai/v1/chat/completions?api-version=preview, chat, 200",
        "/openai/v1/chat/completions?api-version=2024-10-21, chat, 400",
        "/openai/v1/chat/completions, whatever, 404",
        "/openai/deployments/other/chat/completions?api-version=2024-10-21, chat, 404",
        "/openai/deployments/chat/chat/completions, chat, 404",
        "/openai/deployments/chat/chat/completions?api-version=v1, chat, 404",
        "/openai/chat/completions?api-version=2024-10-21, chat, 404",
        "/openai/deployments/chat/assistants?api-version=2025-04-01-preview, chat, 404",
        "/openai/assistants?api-version=2025-04-01-preview, chat, 200",
        "/openai/assistants?api-version=2024-10-21, chat, 404",
        "/openai/v1/assistants, chat, 404",
        "/v1/chat/completions, chat, 404",
    })
    void onlyAzuresOwnUrlsAreServed(String target, String model, int status) throws Exception {
        HttpResponse<String> response = post(target, CHAT.formatted(model));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("apim-request-id")).isPresent();
        assertThat(response.headers().map()).doesNotContainKey("openai-organization");
        if (status >= 400) {
            assertThat(response.body()).matches("(?s)\\{\"error\":\\{\"code\":\"[^\"]+\",\"message\":\"[^\"]+\"}}\\s*");
        }
    }

    @Test
    void anotherKeySeesOtherObjectsAndAnUnknownOneNone() throws Exception {
        post("/openai/vector_stores?api-version=2024-05-01-preview", "{\"name\":\"docs\"}");
        String target = "/openai/vector_stores?api-version=2024-05-01-preview";

        assertThat(send(to(target).header("api-key", KEY)).body()).contains("docs");
        assertThat(send(to(target).header("api-key", "az-two-0123456789")).body())
                .doesNotContain("docs");
        assertThat(send(to(target).header("api-key", "unknown")).statusCode()).isEqualTo(401);
        assertThat(send(to(target).header("Authorization", "Bearer " + KEY)).statusCode())
                .as("a key is no token")
                .isEqualTo(401);
        assertThat(send(to(target)).body()).contains("Access denied due to invalid subscription key");
    }

    @Test
    void whoeverIsRegisteredGetsTokensThatOpenTheAccount() throws Exception {
        fake.register("app", "s3cret&", KEY);
        String form =
                "grant_type=client_credentials&client_id=app&client_secret=%s&scope=https%%3A%%2F%%2Fx%%2F.default";

        assertThat(token(form.formatted("wrong")).statusCode()).isEqualTo(401);
        assertThat(token(form.formatted("s3cret%26").replace("=app", "=other")).body())
                .contains("unauthorized_client");
        assertThat(token(form.formatted("s3cret%26").replace(".default", "")).body())
                .contains("invalid_scope");
        assertThat(token(form.formatted("s3cret%26")).body())
                .contains("\"expires_in\":3600", "\"access_token\":\"entra-token-1\"");
        assertThat(send(to("/openai/v1/files").header("Authorization", "Bearer entra-token-1"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(send(to("/openai/v1/files").header("Authorization", "Bearer entra-token-2"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(fake.tokensIssued()).isEqualTo(1);
    }

    private HttpResponse<String> token(String form) throws IOException, InterruptedException {
        return send(to("/contoso/oauth2/v2.0/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    @Test
    void aStreamBeginsWithWhatTheFilterFound() throws Exception {
        HttpResponse<String> stream = post(
                "/openai/deployments/chat/chat/completions?api-version=2024-10-21",
                CHAT.formatted("chat").replaceFirst("\\{", "{\"stream\":true,"));

        assertThat(stream.body()).startsWith("data: {\"choices\":[],").endsWith("data: [DONE]\n\n");
    }
}
