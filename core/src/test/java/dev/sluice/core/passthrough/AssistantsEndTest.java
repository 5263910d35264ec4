package dev.sluice.core.passthrough;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.log.LogEvent;
import dev.sluice.core.support.Setup;
import dev.sluice.core.support.Streams;
import dev.sluice.core.support.TestCall;
import dev.sluice.core.support.TestGateway;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An upstream that has no Assistants API is quoted, with a hint; whatever else is missing is not taken for that. */
class AssistantsEndTest {
    private final TestGateway gateway = Setup.of("m").defaultUpstream(true).start();

    private static HttpReply error(int status, String message) {
        String body = "{\"error\":{\"message\":\"" + message
                + "\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":null}}";
        return new HttpReply(
                status,
                Headers.of("Content-Type", "application/json"),
                Body.Bytes.of(body.getBytes(StandardCharsets.UTF_8)));
    }

    private HttpReply get(String path) {
        return gateway.call(TestCall.of("GET", path));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404|Invalid URL (GET /v1/assistants)|/v1/assistants",
                "404|Resource not found|/v1/threads/thread_1/messages",
                "404|The Assistants API was sunset on August 26, 2026.|/threads/thread_1",
                "410|Whatever it says|/openai/v1/assistants/asst_1"
            })
    void theEndIsTold(int status, String message, String path) {
        gateway.answers(error(status, message));

        HttpReply reply = get(path);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.headers().first("x-sluice-hint")).contains(AssistantsEnd.HINT);
        assertThat(Streams.text(reply.body()).join()).contains(message);
        get(path);
        assertThat(gateway.events.stream().filter(LogEvent.Notice.class::isInstance))
                .singleElement()
                .satisfies(
                        notice -> assertThat(((LogEvent.Notice) notice).text()).contains("custom_llm_provider: local"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404|No thread found with id 'thread_1'.|/v1/threads/thread_1",
                "404|No assistant found with id 'Invalid URL (GET'.|/v1/assistants/x",
                "404|No thread found with id 'Assistants API'.|/v1/threads/x",
                "404|The model `gpt-9` does not exist|/v1/assistants",
                "400|Invalid URL (GET /v1/assistants)|/v1/assistants",
                "403|The Assistants API is not for you|/v1/assistants",
                "404|Invalid URL (GET /v1/assistantsx)|/v1/assistantsx",
                "404|Invalid URL (GET /v1/nothing)|/v1/nothing",
                "410|Gone|/v1/files/file-1"
            })
    void anythingElseIsNot(int status, String message, String path) {
        gateway.answers(error(status, message));

        assertThat(get(path).headers().contains("x-sluice-hint")).isFalse();
        assertThat(gateway.events).noneMatch(LogEvent.Notice.class::isInstance);
    }

    @Test
    void anEncodedAnswerIsReadToo() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write("{\"error\":{\"message\":\"Invalid URL (POST /v1/threads)\"}}".getBytes(StandardCharsets.UTF_8));
        }
        gateway.answers(new HttpReply(
                404,
                Headers.of("Content-Type", "application/json", "Content-Encoding", "gzip"),
                Body.Bytes.of(bytes.toByteArray())));

        assertThat(get("/v1/threads").headers().contains("x-sluice-hint")).isTrue();
    }

    @Test
    void whereNobodyServesAssistantsTheAnswerSaysWhatToWrite() {
        TestGateway nobody = Setup.of().defaultUpstream(false).start();

        HttpReply reply = nobody.call(TestCall.of("GET", "/v1/threads/thread_1"));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(Streams.text(reply.body()).join()).contains("assistant_settings", "custom_llm_provider: local");
        assertThat(nobody.requests()).isEmpty();
    }
}
