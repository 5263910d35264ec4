package dev.sluice.transport.vertx.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.http.Origin;
import dev.sluice.testkit.fault.RawHttpClient;
import dev.sluice.testkit.fault.RawResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever takes the shortcut is answered as by the router, where absolute targets go always. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ShortcutTest {
    private static final String LIST = "\"object\":\"list\"";
    private static final Origin NOBODY = new Origin(false, "127.0.0.1", 1);

    private RelayBench plain;
    private RelayBench listing;

    @BeforeAll
    void start() {
        plain = new RelayBench(NOBODY);
        listing = new RelayBench(NOBODY, true, System::nanoTime);
    }

    @AfterAll
    void stop() {
        plain.close();
        listing.close();
    }

    private static RawResponse asked(RelayBench bench, String method, String target, String... headerLines)
            throws IOException {
        try (RawHttpClient client = RawHttpClient.connect(bench.port)) {
            return client.request(method, target, headerLines).readResponse(method);
        }
    }

    private static String answer(RelayBench bench, String method, String target) throws IOException {
        RawResponse response = asked(
                bench, method, target, RelayBench.HOST, RelayBench.AUTH, "x-litellm-call-id: c", "Content-Length: 0");
        return response.status() + " " + response.headers().all("allow") + " " + response.text();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/chat/completions, 200, plain /v1/chat/completions",
        "/v1/chat/completions?a=/models&b=%2F, 200, plain /v1/chat/completions",
        "/openai/v1/files/file-1_2/content, 200, plain /v1/files/file-1_2/content",
        "/openai_passthrough/v1/files, 200, plain /v1/files",
        "/openai/deployments/gpt-4.1/chat/completions, 200, plain /deployments/gpt-4.1/chat/completions",
        "/v1, 200, plain /v1",
        "/v1/, 200, plain /v1/",
        "/v1//files, 200, plain /v1//files",
        "/v1/fi%6ces, 200, plain /v1/fi%6ces",
        "/v1/a:b, 200, plain /v1/a:b",
        "/v1/models, 200, LIST",
        "/v1/models/, 200, LIST",
        "/v1/models?limit=1, 200, LIST",
        "/v1/%6dodels, 200, LIST",
        "/v1//models, 200, LIST",
        "/v1/./models, 200, LIST",
        "/v1/x/../models, 200, LIST",
        "/v1/models/x, 404, ",
        "/v1/modelsx, 200, plain /v1/modelsx",
        "/v1/x/models, 200, plain /v1/x/models",
        "/v1/../routes, 200, '{\"routes\":['",
        "/v1/../openai, 404, Nothing is served on this path",
        "/v1/%2e%2e/routes, 200, '{\"routes\":['",
        "/v1x, 404, Nothing is served on this path",
        "/openai, 404, Nothing is served on this path",
        "/openaix/v1/files, 404, Nothing is served on this path",
        "/v1/../v1/files, 400, The path has",
    })
    void everyPathLeadsWhereTheRouterWouldLead(String target, int status, String answer) throws IOException {
        String expected = "LIST".equals(answer) ? LIST : answer == null ? "" : answer;
        for (String method : List.of("GET", "POST", "HEAD", "TRACE")) {
            assertThat(answer(plain, method, target))
                    .as(method)
                    .isEqualTo(answer(plain, method, "http://gateway" + target));
        }
        assertThat(answer(plain, "GET", target)).startsWith(status + " [] ").contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/openai/models",
                "/openai/v1/models",
                "/openai_passthrough/models/",
                "/openai_passthrough/v1/models",
                "/openai/v1/%6dodels"
            })
    void modelsOfTheUpstreamAreListedOnlyWhereThereIsNone(String target) throws IOException {
        assertThat(answer(listing, "GET", target)).contains(LIST);
        assertThat(answer(plain, "GET", target)).contains("plain ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/files", "/v1/fil%65s"})
    void whoNamesNoHostIsRefused(String target) throws IOException {
        assertThat(asked(plain, "GET", target, RelayBench.AUTH).status()).isEqualTo(400);
        assertThat(asked(plain, "GET", target, RelayBench.AUTH, "Host: a b").status())
                .isEqualTo(400);
    }

    @Test
    void mistakesOfOursAreAnsweredOnBothWays() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        try (RelayBench broken = new RelayBench(NOBODY, false, () -> {
            calls.incrementAndGet();
            throw new IllegalStateException("No time");
        })) {
            String direct = answer(broken, "POST", "/v1/files");
            assertThat(direct).startsWith("500 ").contains("{\"error\":{").doesNotContain("No time");
            assertThat(answer(broken, "POST", "/v1/fil%65s")).isEqualTo(direct);
            assertThat(calls).hasValue(2);
        }
    }
}
