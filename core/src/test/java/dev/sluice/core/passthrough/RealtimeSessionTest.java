package dev.sluice.core.passthrough;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.log.AttemptFacts;
import dev.sluice.core.log.LogEvent;
import dev.sluice.core.log.Outcome;
import dev.sluice.core.realtime.Frame;
import dev.sluice.core.support.TestChannel;
import dev.sluice.core.support.TestRealtime;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What becomes of frames, of the two sides, and of the record. */
class RealtimeSessionTest {
    private static final String QUERY = "model=gpt-realtime";

    private final TestRealtime gateway = new TestRealtime(false, false, "a=gpt-realtime");
    private final TestChannel client = gateway.connected(QUERY);
    private final TestChannel upstream = gateway.upstream;

    @Test
    void everyFrameIsHandedOnAsItIs() {
        Frame fragment = new Frame(Frame.Kind.TEXT, false, ByteBuffer.wrap(new byte[] {(byte) 0xF0, (byte) 0x9F}));
        Frame rest = new Frame(Frame.Kind.CONTINUATION, true, ByteBuffer.wrap(new byte[] {(byte) 0x98, (byte) 0x80}));
        Frame ping = new Frame(Frame.Kind.PING, true, ByteBuffer.allocate(3));
        for (Frame frame : new Frame[] {fragment, ping, rest}) {
            client.arrives(frame);
            upstream.arrives(frame);
        }
        assertThat(upstream.sent).containsExactly(fragment, ping, rest);
        assertThat(client.sent).containsExactly(fragment, ping, rest);
        assertThat(upstream.sent.get(0)).isSameAs(fragment);
    }

    @Test
    void noMoreIsReadThanTheOtherSideTakes() {
        assertThat(client.wanted).isZero();
        upstream.takes(2);
        assertThat(client.wanted).isEqualTo(2);
        assertThat(upstream.wanted).isZero();
        client.arrives(TestChannel.text("x"));
        client.takes(5);
        assertThat(client.wanted).isEqualTo(1);
        assertThat(upstream.wanted).isEqualTo(5);
    }

    @Test
    void closeFramesAreHandedOnAndTheRecordIsWrittenWhenBothSidesHaveClosed() {
        client.arrives(TestChannel.text("12345"));
        upstream.arrives(TestChannel.text("123"));
        upstream.closes(4001, "session expired");
        assertThat(client.sent.get(1)).isEqualTo(Frame.close(4001, "session expired"));
        assertThat(client.sourceIsDone).isTrue();
        assertThat(gateway.events).hasSize(2).last().isInstanceOf(LogEvent.Attempted.class);
        gateway.nanos.set(50);
        client.closes(4001, "");

        assertThat(upstream.sent.get(1)).isEqualTo(Frame.close(4001, ""));
        LogEvent.Completed record = gateway.completed();
        assertThat(record.route().method()).isEqualTo("GET");
        assertThat(record.route().template()).isEqualTo("/v1/realtime");
        assertThat(record.model()).contains("gpt-realtime");
        assertThat(record.lastAttempt().map(AttemptFacts::deployment)).contains("a");
        assertThat(record.status()).isEqualTo(101);
        assertThat(record.requestBytes()).isEqualTo(5);
        assertThat(record.responseBytes()).isEqualTo(3);
        assertThat(record.firstByte()).isEqualTo(Duration.ofNanos(5));
        assertThat(record.duration()).isEqualTo(Duration.ofNanos(50));
        assertThat(record.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(record.error()).isEmpty();
        assertThat(gateway.events).hasSize(3);
    }

    @Test
    void anUpstreamThatIsGoneIsABadGatewayToTheClient() {
        upstream.fails(new GatewayException(ErrorKind.UPSTREAM_CLOSED, Reach.STARTED, "The upstream is gone."));
        assertThat(client.sent).containsExactly(Frame.close(1014, "The upstream is gone."));
        assertThat(client.sourceIsDone).isTrue();
        client.closes(1014, "");

        assertThat(gateway.completed().outcome()).isEqualTo(Outcome.UPSTREAM_CLOSED);
        assertThat(gateway.completed().error()).contains(ErrorKind.UPSTREAM_CLOSED);
        assertThat(gateway.completed().status()).isEqualTo(101);
    }

    @Test
    void aClientThatIsGoneIsGoingAwayToTheUpstream() {
        client.fails(new GatewayException(ErrorKind.CLIENT_CLOSED, Reach.STARTED, "gone"));
        assertThat(upstream.sent.get(0).closeCode()).hasValue(1001);
        upstream.arrives(TestChannel.text("late"));
        upstream.closes(1001, "");

        assertThat(gateway.completed().outcome()).isEqualTo(Outcome.CLIENT_CLOSED);
        assertThat(gateway.completed().status()).isEqualTo(499);
        assertThat(gateway.completed().responseBytes()).isEqualTo(4);
    }

    @Test
    void theFirstFailureIsTheReason() {
        client.fails(new GatewayException(ErrorKind.PAYLOAD_TOO_LARGE, Reach.STARTED, "too large"));
        upstream.fails(new GatewayException(ErrorKind.UPSTREAM_CLOSED, Reach.STARTED, "gone"));
        assertThat(gateway.completed().error()).contains(ErrorKind.PAYLOAD_TOO_LARGE);
        assertThat(gateway.completed().outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    void whoeverClosedIsAnsweredEvenIfTheOtherSideAnswersNothing() {
        client.closes(3000, "bye");
        upstream.ends();
        assertThat(client.sent).containsExactly(Frame.close(3000, ""));
        assertThat(gateway.completed().outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    void nothingFollowsACloseFrame() {
        upstream.closes(1000, "");
        upstream.ends();
        assertThat(client.sent).hasSize(1);
    }

    @Test
    void aClientThatLeftBeforeItsWebSocketStoodEndsTheUpstreams() {
        TestRealtime early = new TestRealtime(false, false, "a=gpt-realtime");
        var ready = (RealtimeRelay.Opening.Ready) early.open(QUERY);
        early.cancellation.cancel();
        assertThat(early.upstream.sent)
                .hasSize(1)
                .first()
                .satisfies(close -> assertThat(close.closeCode()).hasValue(1001));
        assertThat(early.upstream.sourceIsDone).isTrue();
        assertThat(early.completed().outcome()).isEqualTo(Outcome.CLIENT_CLOSED);

        TestChannel late = new TestChannel();
        ready.session().relay(late);
        assertThat(late.sent).hasSize(1);
        assertThat(early.events).hasSize(3);
    }

    @Test
    void afterTheRelayHasBegunTheCallsCancellationChangesNothing() {
        gateway.cancellation.cancel();
        assertThat(upstream.sent).isEmpty();
        client.arrives(TestChannel.text("x"));
        assertThat(upstream.sent).hasSize(1);
    }
}
