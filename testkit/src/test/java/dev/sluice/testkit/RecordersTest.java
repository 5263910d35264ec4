package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.call.CallContext;
import dev.sluice.core.call.Cancellation;
import dev.sluice.core.call.Principal;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpCall;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.http.Origin;
import dev.sluice.core.http.Timeouts;
import dev.sluice.core.log.LogEvent;
import dev.sluice.core.trace.TraceContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class RecordersTest {
    private static final HttpCall CALL =
            new HttpCall("GET", new Origin(false, "localhost", 1), "/", Headers.EMPTY, Body.EMPTY, Timeouts.DEFAULT);
    private static final CallContext CONTEXT = new CallContext("c", Principal.ANONYMOUS, new Cancellation());

    @Test
    void theTransportRecordsAndAnswers() {
        HttpReply reply = new HttpReply(418, Headers.EMPTY, Body.EMPTY);
        RecordingTransport transport = RecordingTransport.answering(reply);
        assertThatThrownBy(transport::only).isInstanceOf(AssertionError.class);
        assertThat(transport.send(CALL, CONTEXT)).isCompletedWithValue(reply);
        assertThat(transport.only()).isEqualTo(new RecordingTransport.Sent(CALL, CONTEXT));
        assertThat(RecordingTransport.failing(new IllegalStateException("planted"))
                        .send(CALL, CONTEXT))
                .isCompletedExceptionally();
    }

    @Test
    void theSinkKeepsEventsInOrder() {
        RecordingLogSink sink = new RecordingLogSink();
        LogEvent event = new LogEvent.RunStarted("c", TraceContext.NONE, Instant.EPOCH);
        sink.accept(event);
        assertThat(sink.events()).containsExactly(event);
        assertThatThrownBy(() -> sink.awaitCompleted(Duration.ofMillis(1))).isInstanceOf(AssertionError.class);
    }

    @Test
    void theClockMovesByHandInEveryZone() {
        ManualClock clock = ManualClock.at(Instant.EPOCH);
        var elsewhere = clock.withZone(ZoneId.of("Europe/Berlin"));
        clock.advance(Duration.ofSeconds(5));
        assertThat(clock.instant()).isEqualTo(Instant.ofEpochSecond(5));
        assertThat(elsewhere.instant()).isEqualTo(Instant.ofEpochSecond(5));
        assertThat(elsewhere.getZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    }
}
