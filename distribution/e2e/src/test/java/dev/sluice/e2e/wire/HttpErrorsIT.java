package dev.sluice.e2e.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.e2e.support.PostgresServer;
import dev.sluice.testkit.fault.RawHttpClient;
import dev.sluice.testkit.fault.RawResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the paths of the Assistants API are refused with by the server itself, word for word: section E.5 of the contract, with
 * what docs/assistants-local.md says of its words.
 */
final class HttpErrorsIT {
    private static final int NO_UPSTREAM = 9;

    @TempDir
    private Path directory;

    private Rig.Setup local() {
        return Rig.upstream(NO_UPSTREAM).assistants("custom_llm_provider: local");
    }

    @Test
    void keysThatAreMissingOrWrong() throws Exception {
        try (Rig rig = local().start(directory)) {
            assertRefused(
                    answer(rig, "GET /v1/assistants"),
                    401,
                    "You didn't provide an API key. Send the key of this gateway in the Authorization header: 'Authorization:"
                            + " Bearer YOUR_KEY'.",
                    "invalid_request_error",
                    "invalid_api_key");
            assertRefused(
                    answer(rig, "POST /v1/threads", "Authorization: Bearer sk-wrong-0123456789", "Content-Length: 0"),
                    401,
                    "Incorrect API key provided. Send the key of this gateway (general_settings.master_key), not the key of"
                            + " the upstream.",
                    "invalid_request_error",
                    "invalid_api_key");
        }
    }

    @Test
    void requestsThatAreTooLarge() throws Exception {
        try (Rig rig = local().general("max_request_size_mb: 1").start(directory)) {
            assertRefused(
                    answer(rig, "POST /v1/threads", Rig.AUTH, "Content-Length: 1048577"),
                    413,
                    "The request body is larger than the 1048576 bytes that this gateway takes (general_settings.max_request_size_mb).",
                    "invalid_request_error",
                    "payload_too_large");
        }
    }

    @Test
    void moreCallsThanAreServedAtOnce() throws Exception {
        try (Rig rig = local().general("global_max_parallel_requests: 1").start(directory);
                RawHttpClient first = rig.connect()) {
            first.request("POST", "/v1/threads", Rig.HOST, Rig.AUTH, "Content-Length: 2", "Expect: 100-continue");
            first.readHead();
            RawResponse second = answer(rig, "GET /v1/assistants", Rig.AUTH);
            assertRefused(
                    second,
                    503,
                    "The gateway serves as many calls as it may at once (general_settings.global_max_parallel_requests). Try"
                            + " again in a second.",
                    "server_error",
                    "overloaded");
            assertThat(second.headers().first("Retry-After")).hasValue("1");
        }
    }

    @Test
    void aStoreThatFails() throws Exception {
        try (PostgresServer database = PostgresServer.start();
                Rig rig = local().general("database_url: os.environ/DATABASE_URL")
                        .environment(Map.of("DATABASE_URL", database.url("failing")))
                        .start(directory)) {
            assertThat(answer(rig, "GET /v1/assistants", Rig.AUTH).status()).isEqualTo(200);
            drop(database.url("failing"), "failing.documents");
            assertRefused(
                    answer(rig, "GET /v1/assistants", Rig.AUTH),
                    500,
                    "The store failed on this request.",
                    "server_error",
                    "internal_error");
        }
    }

    private static void drop(String url, String table) throws Exception {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:" + url.replace("postgres@", ""), "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE " + table + " CASCADE");
        }
    }

    private static RawResponse answer(Rig rig, String line, String... headers) throws IOException {
        String[] words = line.split(" ", -1);
        String[] all = new String[headers.length + 1];
        all[0] = Rig.HOST;
        System.arraycopy(headers, 0, all, 1, headers.length);
        try (RawHttpClient client = rig.connect()) {
            return client.request(words[0], words[1], all).readResponse(words[0]);
        }
    }

    private static void assertRefused(RawResponse answer, int status, String message, String type, String code) {
        assertThat(new String(answer.body(), UTF_8))
                .isEqualTo("{\"error\":{\"message\":\"%s\",\"type\":\"%s\",\"param\":null,\"code\":\"%s\"}}"
                        .formatted(message, type, code));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers().first("Content-Type")).hasValue("application/json");
    }
}
