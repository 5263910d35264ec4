package dev.sluice.core.passthrough;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.http.Headers;
import dev.sluice.core.log.Quantity;
import dev.sluice.core.log.Usage;
import dev.sluice.core.meter.Metering;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTapTest {
    private static final Headers SSE = Headers.of("Content-Type", "text/event-stream; charset=utf-8");
    private static final Headers JSON = Headers.of("Content-Type", "application/json");
    private static final Usage THREE_FOUR = Usage.ofTokens(3, 4, 7);

    private static Usage usage(Headers headers, String body, int step) {
        AnswerTap tap = AnswerTap.ofUsage(headers, Metering.STATED);
        byte[] bytes = body.getBytes(UTF_8);
        for (int at = 0; at < bytes.length; at += step) {
            tap.feed(ByteBuffer.wrap(bytes, at, Math.min(step, bytes.length - at)));
        }
        tap.end();
        return tap.usage(true);
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
            Usage usage = usage(SSE, stream, step);
            assertThat(usage.of(Quantity.INPUT_TOKENS)).as("step %d", step).hasValue(3);
            assertThat(usage.of(Quantity.OUTPUT_TOKENS)).as("step %d", step).hasValue(4);
            assertThat(usage.of(Quantity.TOTAL_TOKENS)).as("step %d", step).hasValue(7);
        }
    }

    @Test
    void aStreamOfChatIsOverWhenItSaysSo() {
        String chunk = "data: {\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4,\"total_tokens\":7}}\n\n";
        assertThat(usage(SSE, chunk, 7)).isEqualTo(THREE_FOUR.atLeast());
        assertThat(usage(SSE, chunk + "data: [DONE]\n\n", 7)).isEqualTo(THREE_FOUR);
        assertThat(usage(SSE, chunk + "data:[DONE]", 1)).isEqualTo(THREE_FOUR);
        assertThat(usage(SSE, chunk + "data: [DON", 1)).isEqualTo(THREE_FOUR.atLeast());
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
