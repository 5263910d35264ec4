package dev.sluice.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.realtime.Frame;
import dev.sluice.testkit.websocket.UpstreamSocket;
import dev.sluice.testkit.websocket.WebSocketUpstream;
import dev.sluice.testkit.websocket.WireFrame;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a channel ends. */
interface ChannelClosing extends ChannelConcern {
    @ParameterizedTest
    @CsvSource({"1000, ''", "1001, going", "1011, keepalive ping timeout", "3000, grüße", "4999, 'session expired 😀'"})
    default void theUpstreamCloses(int code, String reason) {
        try (WebSocketUpstream upstream = WebSocketUpstream.playing(socket -> {
            socket.accept().send(WireFrame.text("last words"));
            socket.send(WireFrame.close(code, reason));
            assertThat(socket.read()).isEqualTo(WireFrame.close(code, ""));
        })) {
            ChannelProbe probe = probe(upstream.origin()).wants(1);
            assertThat(ChannelFrames.text(probe.next())).isEqualTo("last words");
            probe.staysQuiet(Limits.SHORT);
            assertThat(probe.ended()).as("the close frame was not wanted yet").isNotDone();
            probe.wants(1);
            assertThat(probe.next()).isEqualTo(Frame.close(code, reason));
            Stages.await(probe.ended());
            probe.send(Frame.close(code, ""));
            Stages.await(upstream.awaitSocket(Limits.SOON).played());
        }
    }

    @Test
    default void theUpstreamClosesWithoutACode() {
        try (WebSocketUpstream upstream = WebSocketUpstream.playing(socket -> {
            socket.accept().send(WireFrame.of(WireFrame.CLOSE, true));
            assertThat(socket.read()).isEqualTo(WireFrame.of(WireFrame.CLOSE, true));
        })) {
            ChannelProbe probe = probe(upstream.origin()).wants(1);
            Frame close = probe.next();
            assertThat(close.closeCode()).isEmpty();
            probe.send(close);
            Stages.await(upstream.awaitSocket(Limits.SOON).played());
        }
    }

    @Test
    default void weCloseAndWhatComesBeforeTheAnswerStillArrives() {
        try (WebSocketUpstream upstream = WebSocketUpstream.playing(socket -> {
            socket.accept();
            assertThat(socket.read()).isEqualTo(WireFrame.close(4000, "enough"));
            socket.send(WireFrame.text("on its way"));
            socket.send(WireFrame.close(4000, ""));
        })) {
            ChannelProbe probe = probe(upstream.origin()).wants(5);
            probe.send(Frame.close(4000, "enough"));
            probe.send(ChannelFrames.text("too late"));
            assertThat(probe.isAsked()).as("what is dropped is asked for").isTrue();
            assertThat(ChannelFrames.text(probe.next())).isEqualTo("on its way");
            assertThat(probe.next()).isEqualTo(Frame.close(4000, ""));
            Stages.await(probe.ended());
            Stages.await(upstream.awaitSocket(Limits.SOON).played());
        }
    }

    @Test
    default void anUpstreamThatAnswersACloseFrameByLeavingHasEndedWell() {
        try (WebSocketUpstream upstream =
                WebSocketUpstream.playing(socket -> socket.accept().read())) {
            ChannelProbe probe = probe(upstream.origin()).wants(1);
            probe.send(Frame.close(1000, ""));
            Stages.await(probe.ended());
        }
    }

    @Test
    default void anUpstreamThatNeverAnswersACloseFrameIsLeft() {
        CountDownLatch over = new CountDownLatch(1);
        try (WebSocketUpstream upstream = WebSocketUpstream.playing(socket -> {
            socket.accept().read();
            assertThat(socket.isAtEnd()).isTrue();
            over.countDown();
        })) {
            ChannelProbe probe = probe(upstream.origin()).wants(1);
            probe.send(Frame.close(1000, ""));
            Stages.await(upstream.awaitSocket(Limits.SOON).played());
            Stages.await(probe.ended());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    default void anUpstreamThatIsGoneIsAFailureAfterItsLastFrame(boolean wantedLate) {
        try (WebSocketUpstream upstream = WebSocketUpstream.playing(socket -> {
            socket.accept();
            for (int i = 0; i < 2000; i++) {
                socket.send(WireFrame.text("frame " + i));
            }
        })) {
            ChannelProbe probe = probe(upstream.origin()).wants(wantedLate ? 1 : Long.MAX_VALUE);
            Stages.await(upstream.awaitSocket(Limits.SOON).played());
            if (wantedLate) {
                Stages.staysOpen(probe.ended(), Limits.QUIET);
                probe.wants(Long.MAX_VALUE);
            }
            for (int i = 0; i < 2000; i++) {
                assertThat(ChannelFrames.text(probe.next())).isEqualTo("frame " + i);
            }
            GatewayException failure = Stages.failure(probe.ended());
            assertThat(failure.kind()).isEqualTo(ErrorKind.UPSTREAM_CLOSED);
            assertThat(failure.reach()).isEqualTo(Reach.STARTED);
            probe.send(Frame.close(1000, ""));
            assertThat(probe.isAsked()).as("what goes nowhere is asked for").isTrue();
        }
    }

    @Test
    default void anUpstreamThatResetsIsGone() {
        try (WebSocketUpstream upstream = WebSocketUpstream.playing(socket -> {
            socket.accept().send(WireFrame.text("x"));
            socket.read();
            socket.reset();
        })) {
            ChannelProbe probe = probe(upstream.origin()).wants(2);
            probe.next();
            probe.send(ChannelFrames.text("y"));
            assertThat(Stages.failure(probe.ended()).kind()).isEqualTo(ErrorKind.UPSTREAM_CLOSED);
        }
    }

    @Test
    default void aSourceThatEndsWithoutACloseFrameCutsTheConnection() {
        try (WebSocketUpstream upstream = WebSocketUpstream.playing(socket -> {
            socket.accept();
            assertThat(socket.isAtEnd()).isTrue();
        })) {
            ChannelProbe probe = probe(upstream.origin()).wants(1);
            probe.sendsNoMore();
            Stages.await(upstream.awaitSocket(Limits.SOON).played(), Limits.CANCELLED);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "reserved bit, 1002, c1 01 78",
        "unknown opcode, 1002, 83 00",
        "unknown control opcode, 1002, 8b 00",
        "masked by a server, 1002, 81 81 00 00 00 00 78",
        "fragmented ping, 1002, 09 00",
        "long ping, 1002, 89 7e 00 7e",
        "long close, 1002, 88 7e 00 7e",
        "continuation of nothing, 1002, 80 01 78",
        "message within a message, 1002, 01 01 78 81 01 78",
        "close with half a code, 1002, 88 01 03",
        "close with a code that stands for none, 1002, 88 02 03 ed",
        "close with an unknown code, 1002, 88 02 07 d0",
        "close whose reason is no UTF-8, 1007, 88 03 03 e8 ff",
        "a length without end, 1009, 82 7f ff ff ff ff ff ff ff ff",
        "a frame too large, 1009, 82 7f 00 00 00 00 00 20 00 01",
    })
    default void anUpstreamThatBreaksTheProtocolIsTold(String what, int code, String bytes) {
        try (WebSocketUpstream upstream = WebSocketUpstream.playing(socket -> {
            socket.accept().send(WireFrame.text("fine"));
            socket.sendRaw(HexFormat.ofDelimiter(" ").parseHex(bytes));
            assertThat(socket.read().closeCode()).as(what).isEqualTo(code);
            assertThat(socket.isAtEnd()).isTrue();
        })) {
            ChannelProbe probe = probe(upstream.origin()).wants(Long.MAX_VALUE);
            assertThat(ChannelFrames.text(probe.next())).isEqualTo("fine");
            if (bytes.startsWith("01 01")) {
                assertThat(probe.next().last()).isFalse();
            }
            GatewayException failure = Stages.failure(probe.ended());
            assertThat(failure.kind()).as(what).isEqualTo(ErrorKind.UPSTREAM_INVALID);
            assertThat(failure.reach()).isEqualTo(Reach.STARTED);
            Stages.await(upstream.awaitSocket(Limits.SOON).played());
        }
    }

    @Test
    default void theLimitIsThatOfTheWholeMessageAndControlFramesDoNotCount() {
        byte[] half = new byte[(int) FrameChannelContract.LARGEST_MESSAGE / 2];
        try (WebSocketUpstream upstream = WebSocketUpstream.playing(socket -> {
            socket.accept();
            for (int message = 0; message < 2; message++) {
                socket.send(WireFrame.of(WireFrame.BINARY, false, half));
                socket.send(WireFrame.ping("between"));
                socket.send(WireFrame.of(WireFrame.CONTINUATION, true, half));
            }
            socket.send(WireFrame.of(WireFrame.BINARY, false, half));
            socket.send(WireFrame.of(WireFrame.CONTINUATION, false, half));
            socket.send(WireFrame.of(WireFrame.CONTINUATION, true, (byte) 1));
            assertThat(socket.read().closeCode()).isEqualTo(1009);
        })) {
            ChannelProbe probe = probe(upstream.origin()).wants(Long.MAX_VALUE);
            for (int i = 0; i < 8; i++) {
                probe.next();
            }
            assertThat(Stages.failure(probe.ended()).kind()).isEqualTo(ErrorKind.UPSTREAM_INVALID);
            UpstreamSocket socket = upstream.awaitSocket(Limits.SOON);
            Stages.await(socket.played());
        }
    }

    @Test
    default void nothingIsReadBehindACloseFrame() {
        try (WebSocketUpstream upstream = WebSocketUpstream.playing(socket -> {
            socket.accept().send(WireFrame.close(1000, ""));
            socket.send(WireFrame.text("too late"));
            socket.sendRaw((byte) 0xFF, (byte) 0xFF);
            assertThat(socket.read().closeCode()).isEqualTo(1000);
        })) {
            ChannelProbe probe = probe(upstream.origin()).wants(Long.MAX_VALUE);
            assertThat(probe.next().isClose()).isTrue();
            Stages.await(probe.ended());
            probe.staysQuiet(Limits.SHORT);
            probe.send(new Frame(Frame.Kind.CLOSE, true, ByteBuffer.wrap(new byte[] {3, (byte) 0xE8})));
            Stages.await(upstream.awaitSocket(Limits.SOON).played());
        }
    }
}
