package dev.sluice.core.passthrough;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.http.Headers;
import dev.sluice.core.log.Usage;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTapTest {
    private static final Headers SSE = Headers.of("Content-Type", "text/event-stream; charset=utf-8");
    private static final Headers JSON = Headers.of("Content-Type", "application/json");
    private static final Usage THREE_FOUR = Usage.ofTokens(3, 4, 7);

    private static Usage usage(Headers headers, String body, int step) {
        AnswerTap tap = AnswerTap.ofUsage(headers);
        byte[] bytes = body.getBytes(UTF_8);
        for (int at = 0; at < bytes.length; at += step) {
            tap.feed(ByteBuffer.wrap(bytes, at, Math.min(step, bytes.length - at)));
        }
        return tap.usage();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {\"usage\":null}\n\ndata: {\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4,\"total_tokens\":7}}\n\ndata: [DONE]\n\n",
                "event: response.completed\r\ndata:{\"response\":{\"usage\":{\"input_tokens\":3,\"output_tokens\":4,\"total_tokens\":7}}}\r\n\r\n",
                ": comment\n\ndata: {\"broken\":[\n\ndata: {\"usage\":\ndata: {\"input_tokens\":3,\"output_tokens\":4,\"input_tokens_details\":{\"cached_tokens\":1},\"total_tokens\":7}}\n\n",
                "data: {\"usage\":{\"prompt_tokens\":1}}\r\rdata: {\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4,\"total_tokens\":7}}\r\r",
            })
    void findsTheUsageOfStreamsWhereverTheyAreCut(String stream) {
        for (int step = 1; step < 60; step++) {
            assertThat(usage(SSE, stream, step)).as("step %d", step).isEqualTo(THREE_FOUR);
        }
    }

    @Test
    void isNotFooledByText() {
        String json =
                "{\"choices\":[{\"content\":\"{\\\"usage\\\":{\\\"prompt_tokens\\\":9}}\",\"usage\":{\"prompt_tokens\":9}}],"
                        + "\"metadata\":{\"usage\":{\"prompt_tokens\":9}},\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4,\"total_tokens\":7}}";
        assertThat(usage(JSON, json, 5)).isEqualTo(THREE_FOUR);
    }

    @Test
    void whatIsNotSaidIsUnknown() {
        assertThat(usage(JSON, "{\"usage\":null}", 3)).isEqualTo(Usage.UNKNOWN);
        assertThat(usage(JSON, "{\"usage\":{\"prompt_tokens\":-1,\"total_tokens\":\"7\"}}", 3))
                .isEqualTo(Usage.UNKNOWN);
        assertThat(usage(Headers.EMPTY, "{\"usage\":{\"prompt_tokens\":3}}", 3)).isEqualTo(Usage.UNKNOWN);
        Headers gzip = JSON.toBuilder().add("Content-Encoding", "gzip").build();
        assertThat(usage(gzip, "{\"usage\":{\"prompt_tokens\":3}}", 3)).isEqualTo(Usage.UNKNOWN);
    }
}
