package dev.sluice.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.call.Cancellation;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpCall;
import dev.sluice.core.http.Origin;
import dev.sluice.core.http.Timeouts;
import dev.sluice.core.realtime.Upgrade;
import dev.sluice.testkit.Bodies;
import dev.sluice.testkit.fault.DeadPort;
import dev.sluice.testkit.websocket.UpstreamSocket;
import dev.sluice.testkit.websocket.WebSocketUpstream;
import dev.sluice.testkit.websocket.WireFrame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a WebSocket comes about, and how it does not. */
interface ChannelHandshakes extends ChannelConcern {
    private static HttpCall call(Origin origin, String... headers) {
        return FrameChannelContract.handshake(origin, Headers.of(headers));
    }

    private Upgrade upgrade(HttpCall call) {
        return Stages.await(connect(call, new Cancellation()));
    }

    private GatewayException failure(HttpCall call) {
        return Stages.failure(connect(call, new Cancellation()));
    }

    @Test
    default void theHandshakeIsWhatTheCallSaysAndWhatTheProtocolAsksFor() {
        try (WebSocketUpstream upstream = WebSocketUpstream.playing(socket ->
                socket.accept("Sec-WebSocket-Protocol: beta", "X-Request-Id: r").echo())) {
            Upgrade upgrade = upgrade(call(
                    upstream.origin(),
                    "Authorization",
                    "Bearer k",
                    "x-Kept",
                    "as it is",
                    "Sec-WebSocket-Protocol",
                    "realtime, beta"));
            UpstreamSocket socket = upstream.awaitSocket(Limits.SOON);
            assertThat(socket.target()).isEqualTo("/v1/realtime?model=m");
            Headers sent = socket.headers();
            assertThat(sent.first("Host")).contains(upstream.origin().authority());
            assertThat(sent.first("Upgrade")).contains("websocket");
            assertThat(sent.first("Connection").map(String::toLowerCase)).contains("upgrade");
            assertThat(sent.all("Sec-WebSocket-Version")).containsExactly("13");
            assertThat(sent.all("Sec-WebSocket-Key")).hasSize(1);
            assertThat(sent.all("Sec-WebSocket-Protocol")).containsExactly("realtime, beta");
            assertThat(sent.all("Authorization")).containsExactly("Bearer k");
            assertThat(sent.all("x-Kept")).containsExactly("as it is");
            assertThat(sent.contains("Sec-WebSocket-Extensions")).isFalse();
            Headers answer = ((Upgrade.Accepted) upgrade).headers();
            assertThat(answer.all("Sec-WebSocket-Protocol")).containsExactly("beta");
            assertThat(answer.all("X-Request-Id")).containsExactly("r");
        }
    }

    @Test
    default void framesThatComeWithTheAnswerAreNotLost() {
        try (WebSocketUpstream upstream = WebSocketUpstream.playing(socket -> {
            byte[] first = socket.encoded(WireFrame.text("first"));
            byte[] second = socket.encoded(WireFrame.text("second"));
            socket.accept("X-Padding: 1");
            socket.sendRaw(first);
            socket.sendRaw(second);
            socket.echo();
        })) {
            ChannelProbe probe = probe(upstream.origin()).wants(2);
            assertThat(ChannelFrames.text(probe.next())).isEqualTo("first");
            assertThat(ChannelFrames.text(probe.next())).isEqualTo("second");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"401 Unauthorized", "404 Not Found", "429 Too Many Requests", "503 Busy", "200 OK"})
    default void anyOtherAnswerIsARefusal(String status) {
        String body = "{\"error\":{\"message\":\"no\"}}";
        try (WebSocketUpstream upstream =
                WebSocketUpstream.playing(socket -> socket.refuse(status, body, "Retry-After: 7"))) {
            Upgrade upgrade = upgrade(call(upstream.origin()));
            assertThat(upgrade).isInstanceOfSatisfying(Upgrade.Refused.class, refused -> {
                assertThat(refused.reply().status()).isEqualTo(Integer.parseInt(status.substring(0, 3)));
                assertThat(refused.reply().headers().first("Retry-After")).contains("7");
                assertThat(new String(Bodies.bytes(refused.reply().body()), StandardCharsets.UTF_8))
                        .isEqualTo(body);
            });
        }
    }

    @Test
    default void aRefusalInChunksOrWithoutABodyIsOneToo() {
        try (WebSocketUpstream upstream = WebSocketUpstream.playing(socket -> {
                    socket.answer("HTTP/1.1 403 Forbidden", "Transfer-Encoding: chunked");
                    socket.sendRaw("2\r\nno\r\n1\r\n!\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                });
                WebSocketUpstream silent =
                        WebSocketUpstream.playing(socket -> socket.answer("HTTP/1.1 404 X", "Content-Length: 0"))) {
            Upgrade.Refused chunked = (Upgrade.Refused) upgrade(call(upstream.origin()));
            assertThat(Bodies.bytes(chunked.reply().body())).asString().isEqualTo("no!");
            Upgrade.Refused empty = (Upgrade.Refused) upgrade(call(silent.origin()));
            assertThat(empty.reply().status()).isEqualTo(404);
            assertThat(Bodies.bytes(empty.reply().body())).isEmpty();
        }
    }

    @Test
    default void aRefusalThatBreaksOffOrNeverEndsIsAFailure() {
        try (WebSocketUpstream broken =
                        WebSocketUpstream.playing(socket -> socket.answer("HTTP/1.1 500 X", "Content-Length: 10"));
                WebSocketUpstream endless = WebSocketUpstream.playing(socket -> {
                    socket.answer("HTTP/1.1 500 X", "Content-Length: 100000000");
                    byte[] block = new byte[1 << 16];
                    while (true) {
                        socket.sendRaw(block);
                    }
                })) {
            assertThat(failure(call(broken.origin())).kind()).isEqualTo(ErrorKind.UPSTREAM_CLOSED);
            assertThat(failure(call(endless.origin())).kind()).isEqualTo(ErrorKind.UPSTREAM_INVALID);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Upgrade: websocket|Connection: Upgrade",
                "Upgrade: websocket|Connection: Upgrade|Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
                "Upgrade: h2c|Connection: Upgrade|ACCEPT",
                "Upgrade: websocket|Connection: Upgrade|ACCEPT|Sec-WebSocket-Protocol: never-offered",
                "Upgrade: websocket|Connection: Upgrade|ACCEPT|Sec-WebSocket-Extensions: permessage-deflate"
            })
    default void anAnswerThatIsNoHandshakeIsNoWebSocket(String headers) {
        try (WebSocketUpstream upstream = WebSocketUpstream.playing(socket -> {
            String[] lines = headers.replace("ACCEPT", socket.acceptLine()).split("\\|", -1);
            socket.answer("HTTP/1.1 101 Switching Protocols", lines);
            assertThat(socket.isAtEnd()).isTrue();
        })) {
            GatewayException failure = failure(call(upstream.origin(), "Sec-WebSocket-Protocol", "realtime"));
            assertThat(failure.kind()).isEqualTo(ErrorKind.UPSTREAM_INVALID);
            assertThat(failure.reach()).isNotEqualTo(Reach.NOT_SENT);
            Stages.await(upstream.awaitSocket(Limits.SOON).played());
        }
    }

    @Test
    default void nobodyListens() {
        try (DeadPort port = DeadPort.refusing()) {
            GatewayException failure = failure(call(port.origin()));
            assertThat(failure.kind()).isEqualTo(ErrorKind.UPSTREAM_UNREACHABLE);
            assertThat(failure.reach()).isEqualTo(Reach.NOT_SENT);
        }
    }

    @Test
    default void theConnectionIsNotTaken() {
        try (DeadPort port = DeadPort.silent()) {
            HttpCall call = Calls.with(
                    call(port.origin()), new Timeouts(Limits.SHORT, Duration.ofSeconds(9), Duration.ofSeconds(9)));
            GatewayException failure = failure(call);
            assertThat(failure.kind()).isEqualTo(ErrorKind.UPSTREAM_TIMEOUT);
            assertThat(failure.reach()).isEqualTo(Reach.NOT_SENT);
        }
    }

    @Test
    default void theHandshakeIsNotAnswered() {
        try (WebSocketUpstream upstream =
                WebSocketUpstream.playing(socket -> assertThat(socket.isAtEnd()).isTrue())) {
            HttpCall call = Calls.with(
                    call(upstream.origin()), new Timeouts(Duration.ofSeconds(9), Limits.SHORT, Duration.ofSeconds(9)));
            GatewayException failure = failure(call);
            assertThat(failure.kind()).isEqualTo(ErrorKind.UPSTREAM_TIMEOUT);
            assertThat(failure.reach()).isEqualTo(Reach.SENT);
            Stages.await(upstream.awaitSocket(Limits.SOON).played());
        }
    }

    @Test
    default void theConnectionIsClosedInsteadOfAnAnswer() {
        try (WebSocketUpstream upstream = WebSocketUpstream.playing(socket -> {})) {
            GatewayException failure = failure(call(upstream.origin()));
            assertThat(failure.kind()).isEqualTo(ErrorKind.UPSTREAM_CLOSED);
            assertThat(failure.reach()).isEqualTo(Reach.SENT);
        }
    }

    @Test
    default void aClientThatLeavesEndsTheHandshake() {
        Cancellation cancellation = new Cancellation();
        try (WebSocketUpstream upstream =
                WebSocketUpstream.playing(socket -> assertThat(socket.isAtEnd()).isTrue())) {
            var pending = connect(call(upstream.origin()), cancellation);
            UpstreamSocket socket = upstream.awaitSocket(Limits.SOON);
            bench().run(cancellation::cancel);
            assertThat(Stages.failure(pending, Limits.CANCELLED).kind()).isEqualTo(ErrorKind.CLIENT_CLOSED);
            Stages.await(socket.played(), Limits.CANCELLED);
        }
    }

    @Test
    default void aClientThatHasLeftAlreadyConnectsNobody() {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        try (WebSocketUpstream upstream = WebSocketUpstream.playing(UpstreamSocket::echo)) {
            GatewayException failure = Stages.failure(connect(call(upstream.origin()), cancellation));
            assertThat(failure.kind()).isEqualTo(ErrorKind.CLIENT_CLOSED);
            assertThat(failure.reach()).isEqualTo(Reach.NOT_SENT);
            assertThat(upstream.sockets()).isEmpty();
        }
    }

    @Test
    default void cancellingAfterwardsChangesNothing() {
        Cancellation cancellation = new Cancellation();
        try (WebSocketUpstream upstream =
                WebSocketUpstream.playing(socket -> socket.accept().echo())) {
            Upgrade.Accepted accepted = (Upgrade.Accepted) Stages.await(connect(call(upstream.origin()), cancellation));
            ChannelProbe probe =
                    ChannelProbe.on(bench(), accepted.channel(), () -> true).wants(1);
            bench().run(cancellation::cancel);
            probe.send(ChannelFrames.text("still here"));
            assertThat(ChannelFrames.text(probe.next())).isEqualTo("still here");
        }
    }
}
