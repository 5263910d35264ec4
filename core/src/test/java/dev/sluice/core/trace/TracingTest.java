package dev.sluice.core.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.http.Headers;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracingTest {
    private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final Tracing recording = new Tracing(new Random(1), Optional.of((high, low) -> true));
    private final Tracing silent = new Tracing(new Random(1), Optional.empty());

    @Test
    void theClientsTraceGoesOn() {
        TraceContext call = recording.begin(Headers.of("Traceparent", PARENT, "tracestate", "a=1,b=2"));
        assertThat(call.traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(call.parentIdHex()).isEqualTo("00f067aa0ba902b7");
        assertThat(call.spanId()).isNotZero().isNotEqualTo(call.parentId());
        assertThat(call.isSampled()).isTrue();
        assertThat(call.state()).isEqualTo("a=1,b=2");
    }

    @Test
    void eachAttemptIsItsUpstreamsParent() {
        Headers client = Headers.of("traceparent", PARENT, "tracestate", "a=1", "X", "y");
        TraceContext attempt = recording.child(recording.begin(client));
        Headers told = recording.forUpstream(client, attempt);
        assertThat(told.first("traceparent"))
                .contains("00-4bf92f3577b34da6a3ce929d0e0e4736-" + attempt.spanIdHex() + "-01");
        assertThat(told.first("tracestate")).contains("a=1");
        assertThat(told.first("X")).contains("y");
    }

    @Test
    void whoRecordsNothingStandsBetweenNobody() {
        Headers client = Headers.of("traceparent", PARENT, "tracestate", "a=1");
        assertThat(silent.forUpstream(client, silent.child(silent.begin(client))))
                .isEqualTo(client);
        assertThat(silent.forUpstream(Headers.EMPTY, silent.begin(Headers.EMPTY)))
                .isEqualTo(Headers.EMPTY);
        assertThat(silent.begin(Headers.EMPTY).isSampled()).isFalse();
    }

    @Test
    void anUnsampledTraceStaysUnsampled() {
        TraceContext call = recording.begin(Headers.of("traceparent", PARENT.replace("-01", "-00")));
        assertThat(call.isSampled()).isFalse();
        assertThat(recording.child(call).traceparent()).endsWith("-00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-x",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "0x-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01",
                "00_4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7_01",
                "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01x",
            })
    void whatIsMalformedCountsAsAbsent(String malformed) {
        Headers client = Headers.of("traceparent", malformed, "tracestate", "a=1");
        TraceContext call = recording.begin(client);
        assertThat(call.parentId()).isZero();
        assertThat(call.isValid()).isTrue();
        assertThat(recording.forUpstream(client, recording.child(call)).contains("tracestate"))
                .as("a state belongs to its parent")
                .isFalse();
    }

    @Test
    void aLaterVersionMaySayMore() {
        String later = "cc" + PARENT.substring(2) + "-what-ever";
        assertThat(recording.begin(Headers.of("traceparent", later)).traceparent())
                .startsWith("00-4bf92f3577b34da6a3ce929d0e0e4736-");
    }

    @Test
    void twoParentsAreNone() {
        assertThat(recording
                        .begin(Headers.of("traceparent", PARENT, "traceparent", PARENT))
                        .parentId())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "A=1", "a=1,a=2", "a=\u00fc", "=1", "a=1=2", "a@B=1"})
    void aStateThatIsNoneIsNotPassedOn(String malformed) {
        assertThat(recording
                        .begin(Headers.of("traceparent", PARENT, "tracestate", malformed))
                        .state())
                .isEmpty();
    }

    @Test
    void aStateHas32MembersAtMostAndMayComeInPieces() {
        String[] members = IntStream.range(0, 33).mapToObj(i -> "k" + i + "=v").toArray(String[]::new);
        assertThat(recording
                        .begin(Headers.of("traceparent", PARENT, "tracestate", String.join(",", members)))
                        .state())
                .isEmpty();
        assertThat(recording
                        .begin(Headers.of("traceparent", PARENT, "tracestate", "a=1", "tracestate", "t@v=2"))
                        .state())
                .isEqualTo("a=1,t@v=2");
    }
}
