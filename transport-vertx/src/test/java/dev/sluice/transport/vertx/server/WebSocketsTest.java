package dev.sluice.transport.vertx.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.log.LogEvent;
import dev.sluice.core.log.Outcome;
import dev.sluice.testkit.fault.RawHttpClient;
import dev.sluice.testkit.fault.RawResponse;
import dev.sluice.testkit.websocket.RawWebSocketClient;
import dev.sluice.testkit.websocket.UpstreamSocket;
import dev.sluice.testkit.websocket.WebSocketUpstream;
import dev.sluice.testkit.websocket.WireFrame;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions through the whole relay, from socket to socket. */
final class WebSocketsTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String TARGET = "/openai/v1/realtime?model=m&x=%20";

    private static WebSocketUpstream echo() {
        return WebSocketUpstream.playing(socket -> socket.accept().echo());
    }

    private static void played(WebSocketUpstream upstream) throws Exception {
        upstream.awaitSocket(SOON).played().get(SOON.toMillis(), TimeUnit.MILLISECONDS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/realtime",
                "/realtime",
                "/openai/realtime",
                "/openai/v1/realtime",
                "/openai_passthrough/realtime",
                "/openai_passthrough/v1/realtime"
            })
    void everyPathOfTheApiIsServed(String path) throws Exception {
        try (WebSocketUpstream upstream = echo();
                RelayBench bench = new RelayBench(upstream.origin());
                RawWebSocketClient client = bench.connect(path + "?model=m")) {
            assertThat(client.status()).isEqualTo(101);
            client.send(WireFrame.text("hi"));
            assertThat(client.read()).isEqualTo(WireFrame.text("hi"));
            assertThat(upstream.awaitSocket(SOON).target())
                    .isEqualTo(path.replaceFirst("^/openai(_passthrough)?", "") + "?model=m");
        }
    }

    @Test
    void framesArriveAsTheyWereSent() throws Exception {
        byte[] noise = new byte[70_000];
        new Random(7).nextBytes(noise);
        WireFrame[] frames = {
            WireFrame.text(""),
            WireFrame.text("grüße 😀"),
            WireFrame.binary(noise),
            WireFrame.of(WireFrame.TEXT, false, (byte) 0xF0, (byte) 0x9F),
            WireFrame.pong("between"),
            WireFrame.of(WireFrame.CONTINUATION, false),
            WireFrame.of(WireFrame.CONTINUATION, true, (byte) 0x98, (byte) 0x80),
            WireFrame.binary(new byte[(int) RelayBench.LARGEST_MESSAGE]),
        };
        try (WebSocketUpstream upstream = echo();
                RelayBench bench = new RelayBench(upstream.origin());
                RawWebSocketClient client = bench.connect(TARGET)) {
            for (WireFrame frame : frames) {
                client.send(frame);
                assertThat(client.read()).isEqualTo(frame);
            }
            client.send(WireFrame.ping("are you there?"));
            assertThat(client.read()).as("by the upstream itself").isEqualTo(WireFrame.pong("are you there?"));
            client.send(WireFrame.close(1000, "done"));
            assertThat(client.read()).isEqualTo(WireFrame.close(1000, "done"));
            assertThat(client.isAtEnd()).isTrue();
            played(upstream);

            LogEvent.Completed record = bench.log.awaitCompleted(SOON);
            assertThat(record.status()).isEqualTo(101);
            assertThat(record.outcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(record.requestBytes()).isEqualTo(record.responseBytes()).isGreaterThan(1_118_000);
            assertThat(record.route().template()).isEqualTo("/v1/realtime");
        }
    }

    @Test
    void theHandshakeIsAnsweredWithWhatTheUpstreamAnswered() throws Exception {
        try (WebSocketUpstream upstream = WebSocketUpstream.playing(
                        socket -> socket.accept("Sec-WebSocket-Protocol: realtime", "X-Request-Id: r", "Keep-Alive: 5")
                                .echo());
                RelayBench bench = new RelayBench(upstream.origin());
                RawWebSocketClient client = RawWebSocketClient.connect(
                        bench.port,
                        TARGET,
                        RelayBench.HOST,
                        "x-litellm-call-id: mine",
                        "Sec-WebSocket-Extensions: permessage-deflate",
                        "Sec-WebSocket-Protocol: realtime, openai-insecure-api-key." + RelayBench.KEY)) {
            assertThat(client.status()).isEqualTo(101);
            assertThat(client.headers().all("Sec-WebSocket-Protocol")).containsExactly("realtime");
            assertThat(client.headers().all("X-Request-Id")).containsExactly("r");
            assertThat(client.headers().all("x-litellm-call-id")).containsExactly("mine");
            assertThat(client.headers().all("Upgrade")).hasSize(1);
            assertThat(client.headers().all("Connection")).hasSize(1);
            assertThat(client.headers().contains("Keep-Alive")).isFalse();
            assertThat(client.headers().contains("Sec-WebSocket-Extensions")).isFalse();
            UpstreamSocket socket = upstream.awaitSocket(SOON);
            assertThat(socket.target()).isEqualTo("/v1/realtime?model=m&x=%20");
            assertThat(socket.headers().all("Sec-WebSocket-Protocol")).containsExactly("realtime");
        }
    }

    @Test
    void aRefusalIsAnsweredAsItIs() throws Exception {
        try (WebSocketUpstream upstream = WebSocketUpstream.playing(
                        socket -> socket.refuse("429 Too Many Requests", "{\"error\":{}}", "Retry-After: 9"));
                RelayBench bench = new RelayBench(upstream.origin());
                RawWebSocketClient client = bench.connect(TARGET)) {
            assertThat(client.status()).isEqualTo(429);
            assertThat(client.headers().first("Retry-After")).contains("9");
            assertThat(client.body()).isEqualTo("{\"error\":{}}");
            assertThat(bench.log.awaitCompleted(SOON).status()).isEqualTo(429);
        }
    }

    @Test
    void aDeadUpstreamIsABadGatewayBeforeAndAfterTheHandshake() throws Exception {
        WebSocketUpstream upstream = WebSocketUpstream.playing(socket -> {
            socket.accept().send(WireFrame.text("last"));
            socket.read();
        });
        try (RelayBench bench = new RelayBench(upstream.origin())) {
            try (upstream;
                    RawWebSocketClient client = bench.connect(TARGET)) {
                assertThat(client.read()).isEqualTo(WireFrame.text("last"));
                client.send(WireFrame.text("die"));
                WireFrame close = client.read();
                assertThat(close.closeCode()).isEqualTo(1014);
                assertThat(close.closeReason()).isEqualTo("The upstream ended the connection without a close frame.");
                client.send(WireFrame.close(1014, ""));
                assertThat(client.isAtEnd()).isTrue();
                LogEvent.Completed record = bench.log.awaitCompleted(SOON);
                assertThat(record.outcome()).isEqualTo(Outcome.UPSTREAM_CLOSED);
                assertThat(record.error()).contains(ErrorKind.UPSTREAM_CLOSED);
            }
            try (RawWebSocketClient refused = bench.connect(TARGET)) {
                assertThat(refused.status()).isEqualTo(502);
                assertThat(refused.body()).contains("upstream_unreachable");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aClientThatIsGoneIsToldToTheUpstream(boolean reset) throws Exception {
        CompletableFuture<WireFrame> told = new CompletableFuture<>();
        try (WebSocketUpstream upstream = WebSocketUpstream.playing(socket -> {
                    socket.accept().send(WireFrame.text("x"));
                    told.complete(socket.read());
                    socket.send(WireFrame.close(1001, ""));
                });
                RelayBench bench = new RelayBench(upstream.origin());
                RawWebSocketClient client = bench.connect(TARGET)) {
            client.read();
            if (reset) {
                client.reset();
            } else {
                client.leave();
            }
            assertThat(told.get(SOON.toMillis(), TimeUnit.MILLISECONDS).closeCode())
                    .isEqualTo(1001);
            LogEvent.Completed record = bench.log.awaitCompleted(SOON);
            assertThat(record.outcome()).isEqualTo(Outcome.CLIENT_CLOSED);
            assertThat(record.status()).isEqualTo(499);
        }
    }

    @ParameterizedTest
    @CsvSource({"1000, bye", "1001, ''", "3001, 'grüße'", "4999, x"})
    void closeCodesGoThroughBothWays(int code, String reason) throws Exception {
        try (WebSocketUpstream upstream = WebSocketUpstream.playing(socket -> {
                    socket.accept();
                    if (socket.headers().contains("X-You-Close")) {
                        socket.send(WireFrame.close(code, reason));
                        assertThat(socket.read()).isEqualTo(WireFrame.close(code, "ok"));
                    } else {
                        socket.echo();
                    }
                });
                RelayBench bench = new RelayBench(upstream.origin())) {
            try (RawWebSocketClient client = bench.connect(TARGET)) {
                client.send(WireFrame.close(code, reason));
                assertThat(client.read()).isEqualTo(WireFrame.close(code, reason));
                assertThat(client.isAtEnd()).isTrue();
            }
            played(upstream);
            try (RawWebSocketClient client = bench.connect(TARGET, "X-You-Close: 1")) {
                assertThat(client.read()).isEqualTo(WireFrame.close(code, reason));
                client.send(WireFrame.close(code, "ok"));
                assertThat(client.isAtEnd()).isTrue();
            }
            played(upstream);
        }
    }

    @Test
    void aClientThatBreaksTheProtocolIsToldAndTheUpstreamIsLeft() throws Exception {
        CompletableFuture<WireFrame> told = new CompletableFuture<>();
        try (WebSocketUpstream upstream = WebSocketUpstream.playing(socket -> {
                    socket.accept();
                    told.complete(socket.read());
                    socket.send(WireFrame.close(1001, ""));
                });
                RelayBench bench = new RelayBench(upstream.origin());
                RawWebSocketClient client = bench.connect(TARGET)) {
            client.sendRaw((byte) 0x81, (byte) 0x00);
            WireFrame close = client.read();
            assertThat(close.closeCode()).isEqualTo(1002);
            assertThat(close.closeReason()).isEqualTo("a frame is not masked");
            assertThat(told.get(SOON.toMillis(), TimeUnit.MILLISECONDS).closeCode())
                    .isEqualTo(1001);
            assertThat(client.isAtEnd()).isTrue();
            assertThat(bench.log.awaitCompleted(SOON).error()).contains(ErrorKind.INVALID_REQUEST);
        }
    }

    @Test
    void aMessageThatIsTooLargeIs1009ForWhoeverSentIt() throws Exception {
        WireFrame large = WireFrame.binary(new byte[(int) RelayBench.LARGEST_MESSAGE + 1]);
        try (WebSocketUpstream upstream = WebSocketUpstream.playing(socket -> {
                    socket.accept();
                    if (socket.headers().contains("X-You")) {
                        socket.send(large);
                    }
                    socket.send(WireFrame.of(
                            WireFrame.CLOSE, true, socket.read().payload().array()));
                });
                RelayBench bench = new RelayBench(upstream.origin())) {
            try (RawWebSocketClient client = bench.connect(TARGET)) {
                client.send(large);
                assertThat(client.read().closeCode()).isEqualTo(1009);
                assertThat(bench.log.awaitCompleted(SOON).error()).contains(ErrorKind.PAYLOAD_TOO_LARGE);
            }
            try (RawWebSocketClient client = bench.connect(TARGET, "X-You: 1")) {
                WireFrame close = client.read();
                assertThat(close.closeCode()).isEqualTo(1014);
                assertThat(close.closeReason()).contains("a message is larger than 1048576 bytes");
                client.send(close);
                assertThat(bench.log.awaitCompleted(SOON).error()).contains(ErrorKind.UPSTREAM_INVALID);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'Sec-WebSocket-Version: 12|Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==', 400",
        "'Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==', 400",
        "'Sec-WebSocket-Version: 13', 400",
        "'Sec-WebSocket-Version: 13|Sec-WebSocket-Key: c2hvcnQ=', 400",
        "'Sec-WebSocket-Version: 13|Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==|Content-Length: 3', 400",
    })
    void aHandshakeThatIsNoneIsRefused(String lines, int status) throws Exception {
        try (WebSocketUpstream upstream = echo();
                RelayBench bench = new RelayBench(upstream.origin());
                RawHttpClient client = RawHttpClient.connect(bench.port)) {
            String[] fields = lines.split("\\|", -1);
            String[] all = new String[fields.length + 4];
            all[0] = RelayBench.HOST;
            all[1] = RelayBench.AUTH;
            all[2] = "Upgrade: websocket";
            all[3] = "Connection: Upgrade";
            System.arraycopy(fields, 0, all, 4, fields.length);
            RawResponse answer = client.request("GET", TARGET, all).readResponse();
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.text()).contains("invalid_request_error");
            assertThat(answer.headers().all("Sec-WebSocket-Version"))
                    .isEqualTo(lines.contains("Version: 13") ? List.of() : List.of("13"));
            assertThat(upstream.sockets()).isEmpty();
        }
    }

    @Test
    void withoutTheRightKeyThereIsNone() throws Exception {
        try (WebSocketUpstream upstream = echo();
                RelayBench bench = new RelayBench(upstream.origin());
                RawWebSocketClient client = RawWebSocketClient.connect(
                        bench.port,
                        TARGET,
                        RelayBench.HOST,
                        "Sec-WebSocket-Protocol: realtime, openai-insecure-api-key.sk-wrong")) {
            assertThat(client.status()).isEqualTo(401);
            assertThat(client.body()).contains("invalid_api_key").doesNotContain("sk-wrong");
            assertThat(upstream.sockets()).isEmpty();
        }
    }

    @Test
    void anOrdinaryRequestOnThePathStaysOne() throws Exception {
        try (WebSocketUpstream upstream = echo();
                RelayBench bench = new RelayBench(upstream.origin());
                RawHttpClient client = RawHttpClient.connect(bench.port)) {
            for (String method : new String[] {"GET", "POST"}) {
                RawResponse answer = client.request(
                                method, "/v1/realtime/sessions", RelayBench.HOST, RelayBench.AUTH, "Content-Length: 0")
                        .readResponse();
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.text()).isEqualTo("plain /v1/realtime/sessions");
            }
            assertThat(client.request(
                                    "POST",
                                    TARGET,
                                    RelayBench.HOST,
                                    RelayBench.AUTH,
                                    "Upgrade: websocket",
                                    "Connection: Upgrade",
                                    "Content-Length: 0")
                            .readResponse()
                            .text())
                    .isEqualTo("plain /v1/realtime");
        }
    }

    @Test
    void aClientThatDoesNotReadHoldsTheUpstreamBack() throws Exception {
        WireFrame block = WireFrame.binary(new byte[1 << 16]);
        int count = 2000;
        try (WebSocketUpstream upstream = WebSocketUpstream.playing(socket -> {
                    socket.accept();
                    for (int i = 0; i < count; i++) {
                        socket.send(block);
                    }
                    socket.echo();
                });
                RelayBench bench = new RelayBench(upstream.origin());
                RawWebSocketClient client = bench.connect(TARGET)) {
            UpstreamSocket socket = upstream.awaitSocket(SOON);
            long before = -1;
            while (before != socket.bytesSent()) {
                before = socket.bytesSent();
                client.send(WireFrame.pong("the other way is free"));
                assertThat(RelayBench.staysOpen(socket.played(), 300)).isTrue();
            }
            assertThat(before).isLessThan(48L << 20);
            for (int i = 0; i < count; i++) {
                assertThat(client.read()).isEqualTo(block);
            }
        }
    }
}
