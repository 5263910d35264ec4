package dev.sluice.testkit.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Both raw sides against each other, and the upstream against the Java platform's own client. */
class RawWebSocketTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void framesOfEverySizeAndKindGoBothWays() throws Exception {
        try (WebSocketUpstream upstream = WebSocketUpstream.playing(socket ->
                        socket.accept("Sec-WebSocket-Protocol: realtime").echo());
                RawWebSocketClient client =
                        RawWebSocketClient.connect(upstream.port(), "/v1/realtime?model=x", "Host: h")) {
            assertThat(client.isOpen()).isTrue();
            assertThat(client.headers().first("sec-websocket-protocol")).contains("realtime");
            for (int size : new int[] {0, 1, 125, 126, 65_535, 65_536, 1 << 20}) {
                WireFrame frame = WireFrame.binary(new byte[size]);
                client.send(frame);
                assertThat(client.read()).as("%d bytes", size).isEqualTo(frame);
            }
            client.send(WireFrame.of(WireFrame.TEXT, false, (byte) 0xE2));
            client.send(WireFrame.ping("p"));
            assertThat(client.read()).isEqualTo(WireFrame.of(WireFrame.TEXT, false, (byte) 0xE2));
            assertThat(client.read()).isEqualTo(WireFrame.pong("p"));
            client.send(WireFrame.close(4000, "bye"));
            assertThat(client.read()).isEqualTo(WireFrame.close(4000, "bye"));
            assertThat(client.isAtEnd()).isTrue();
            assertThat(upstream.awaitSocket(SOON).target()).isEqualTo("/v1/realtime?model=x");
        }
    }

    @Test
    void aRefusalIsAnAnswerOfHttp() throws Exception {
        try (WebSocketUpstream upstream =
                        WebSocketUpstream.playing(socket -> socket.refuse("401 Unauthorized", "no", "X-A: 1"));
                RawWebSocketClient client = RawWebSocketClient.connect(upstream.port(), "/")) {
            assertThat(client.isOpen()).isFalse();
            assertThat(client.status()).isEqualTo(401);
            assertThat(client.headers().first("X-A")).contains("1");
            assertThat(client.body()).isEqualTo("no");
        }
    }

    @Test
    void aPeerThatMasksWronglyIsFoundOut() throws Exception {
        try (WebSocketUpstream upstream = WebSocketUpstream.playing(socket -> {
                    socket.accept();
                    socket.sendRaw((byte) 0x81, (byte) 0x80, (byte) 0, (byte) 0, (byte) 0, (byte) 0);
                    socket.read();
                });
                RawWebSocketClient client = RawWebSocketClient.connect(upstream.port(), "/")) {
            assertThatThrownBy(client::read).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aScriptThatFailsIsTold() throws Exception {
        WebSocketUpstream upstream = WebSocketUpstream.playing(socket -> {
            throw new AssertionError("planted");
        });
        try (RawWebSocketClient never = RawWebSocketClient.connect(upstream.port(), "/")) {
            throw new AssertionError("Connected: " + never.status());
        } catch (java.io.IOException expected) {
            assertThatThrownBy(upstream::close).isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void anotherClientUnderstandsIt() throws Exception {
        try (WebSocketUpstream upstream = WebSocketUpstream.playing(socket -> {
            socket.accept();
            socket.send(WireFrame.text("grüße 😀"));
            socket.send(WireFrame.close(4001, "done"));
            assertThat(socket.read().opcode()).isEqualTo(WireFrame.CLOSE);
        })) {
            CompletableFuture<String> seen = new CompletableFuture<>();
            HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(URI.create("ws://127.0.0.1:" + upstream.port() + "/"), new Listening(seen))
                    .get(SOON.toSeconds(), TimeUnit.SECONDS);
            assertThat(seen.get(SOON.toSeconds(), TimeUnit.SECONDS)).isEqualTo("grüße 😀 4001 done");
            upstream.awaitSocket(SOON).played().get(SOON.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private static final class Listening implements WebSocket.Listener {
        private final CompletableFuture<String> seen;
        private final StringBuilder text = new StringBuilder();

        Listening(CompletableFuture<String> seen) {
            this.seen = seen;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            throw new AssertionError("No bytes were sent");
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            seen.complete(text + " " + code + " " + reason);
            return CompletableFuture.completedFuture(null);
        }
    }
}
