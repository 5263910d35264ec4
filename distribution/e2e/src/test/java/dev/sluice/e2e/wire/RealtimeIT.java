package dev.sluice.e2e.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testkit.fault.DeadPort;
import dev.sluice.testkit.fault.RawHttpClient;
import dev.sluice.testkit.websocket.RawWebSocketClient;
import dev.sluice.testkit.websocket.UpstreamSocket;
import dev.sluice.testkit.websocket.WebSocketPeer;
import dev.sluice.testkit.websocket.WebSocketUpstream;
import dev.sluice.testkit.websocket.WireFrame;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Realtime sessions through the built jar. */
final class RealtimeIT {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Duration REST = Duration.ofMillis(300);
    private static final int FRAMES = 10_000;
    private static final int FEW_DESCRIPTORS = 8;
    private static final int CLOSED = 0;
    private static final String TARGET = "/openai/v1/realtime?model=gpt-realtime";
    private static final String[] DEPLOYMENTS = {
        "- model_name: pair",
        "  litellm_params: {model: openai/first, api_key: sk-account-a, api_base: 'http://127.0.0.1:DEAD', order: 1}",
        "- model_name: pair",
        "  litellm_params: {model: 'openai/up stream', api_key: sk-account-b, api_base: 'http://127.0.0.1:LIVE/v1',"
                + " order: 2}",
    };

    @TempDir
    Path directory;

    private static RawWebSocketClient connect(Rig rig, String target) throws IOException {
        return RawWebSocketClient.connect(rig.port(), target, Rig.HOST, Rig.AUTH);
    }

    private static void exchange(WebSocketPeer peer, long seedToSend, long seedToRead) throws Exception {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        Thread sender = new Thread(() -> {
            try {
                FrameCorpus frames = new FrameCorpus(seedToSend);
                for (int i = 0; i < FRAMES; i++) {
                    peer.send(frames.next());
                }
                sent.complete(null);
            } catch (IOException e) {
                sent.completeExceptionally(e);
            }
        });
        sender.start();
        FrameCorpus expected = new FrameCorpus(seedToRead);
        for (int i = 0; i < FRAMES; i++) {
            WireFrame frame = peer.read();
            WireFrame wanted = expected.next();
            if (!frame.equals(wanted)) {
                throw new AssertionError("Frame " + i + ": sent was " + wanted + ", came " + frame);
            }
        }
        sent.get(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void tenThousandFramesEachWayArriveAsTheyWereSent() throws Exception {
        try (WebSocketUpstream upstream = WebSocketUpstream.playing(socket -> {
                    socket.readLimit(LONG);
                    exchange(socket.accept(), 1, 2);
                    assertThat(socket.read()).isEqualTo(WireFrame.close(4321, "that was all"));
                    socket.send(WireFrame.close(4321, ""));
                });
                Rig rig = Rig.upstream(upstream.port()).start(directory);
                RawWebSocketClient client = connect(rig, TARGET)) {
            client.readLimit(LONG);
            long start = System.nanoTime();
            exchange(client, 2, 1);
            System.out.printf(
                    "%d frames each way in %d ms%n", FRAMES, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
            client.send(WireFrame.close(4321, "that was all"));
            assertThat(client.read()).isEqualTo(WireFrame.close(4321, ""));
            assertThat(client.isAtEnd()).isTrue();
            upstream.awaitSocket(SOON).played().get(SOON.toSeconds(), TimeUnit.SECONDS);
            Eventually.await("the record", SOON, () -> rig.process().stdout().contains("\"route\":\"/v1/realtime\""));
            assertThat(rig.process().stdout()).contains("\"status\":101").contains("\"outcome\":\"completed\"");
        }
    }

    @Test
    void theQuerysModelChoosesTheDeploymentAndADeadOneIsPassedOver() throws Exception {
        try (DeadPort dead = DeadPort.refusing();
                WebSocketUpstream upstream =
                        WebSocketUpstream.playing(socket -> socket.accept().echo());
                Rig rig = Rig.upstream(upstream.port())
                        .models(deployments(dead.origin().port(), upstream.port()))
                        .start(directory);
                RawWebSocketClient client = RawWebSocketClient.connect(
                        rig.port(),
                        "/v1/realtime?a=%20b&model=pair&c[]=1",
                        Rig.HOST,
                        Rig.AUTH,
                        "OpenAI-Beta: realtime=v1",
                        "OpenAI-Safety-Identifier: s")) {
            assertThat(client.status()).isEqualTo(101);
            UpstreamSocket socket = upstream.awaitSocket(SOON);
            assertThat(socket.target()).isEqualTo("/v1/realtime?a=%20b&model=up%20stream&c[]=1");
            assertThat(socket.headers().all("Authorization")).containsExactly("Bearer sk-account-b");
            assertThat(socket.headers().all("OpenAI-Beta")).containsExactly("realtime=v1");
            assertThat(socket.headers().all("OpenAI-Safety-Identifier")).containsExactly("s");
            client.send(WireFrame.text("x"));
            assertThat(client.read()).isEqualTo(WireFrame.text("x"));
        }
    }

    private static String[] deployments(int dead, int live) {
        String[] lines = DEPLOYMENTS.clone();
        for (int i = 0; i < lines.length; i++) {
            lines[i] = lines[i].replace("DEAD", Integer.toString(dead)).replace("LIVE", Integer.toString(live));
        }
        return lines;
    }

    @Test
    void whatTheUpstreamRefusesWithIsTheAnswer() throws Exception {
        String error = "{\"error\":{\"message\":\"no such model\",\"type\":\"invalid_request_error\"}}";
        try (WebSocketUpstream upstream =
                        WebSocketUpstream.playing(socket -> socket.refuse("404 Not Found", error, "x-request-id: r"));
                Rig rig = Rig.upstream(upstream.port()).start(directory);
                RawWebSocketClient client = connect(rig, TARGET)) {
            assertThat(client.status()).isEqualTo(404);
            assertThat(client.body()).isEqualTo(error);
            assertThat(client.headers().first("x-request-id")).contains("r");
        }
    }

    @Test
    void aDeadUpstreamIs502BeforeAndABadGatewayWithin() throws Exception {
        WebSocketUpstream upstream =
                WebSocketUpstream.playing(socket -> socket.accept().read());
        try (Rig rig = Rig.upstream(upstream.port()).start(directory)) {
            try (upstream;
                    RawWebSocketClient client = connect(rig, TARGET)) {
                client.send(WireFrame.text("die"));
                WireFrame close = client.read();
                assertThat(close.closeCode()).isEqualTo(1014);
                assertThat(close.closeReason()).startsWith("The upstream");
                client.send(close);
                assertThat(client.isAtEnd()).isTrue();
            }
            try (RawWebSocketClient client = connect(rig, TARGET)) {
                assertThat(client.status()).isEqualTo(502);
                assertThat(client.body()).contains("\"code\":\"upstream_unreachable\"");
            }
        }
    }

    /** Messages of a mebibyte, half a gibibyte in all, through a heap of 256 MiB, to a client that does not read. */
    @Test
    void aStalledClientHoldsTheUpstreamBack() throws Exception {
        WireFrame block = WireFrame.binary(new byte[1 << 20]);
        int count = 512;
        try (WebSocketUpstream upstream = WebSocketUpstream.playing(socket -> {
                    socket.readLimit(LONG);
                    socket.accept();
                    for (int i = 0; i < count; i++) {
                        socket.send(block);
                    }
                    socket.echo();
                });
                Rig rig = Rig.upstream(upstream.port()).start(directory);
                RawWebSocketClient client =
                        RawWebSocketClient.connectWithReceiveBuffer(1 << 16, rig.port(), TARGET, Rig.HOST, Rig.AUTH)) {
            client.readLimit(LONG);
            UpstreamSocket socket = upstream.awaitSocket(SOON);
            Eventually.awaitRest("the upstream is held back", REST, LONG, socket::bytesSent);
            System.out.printf("Stalled after %d KiB%n", socket.bytesSent() / 1024);
            assertThat(socket.bytesSent()).isLessThan(32L << 20);
            for (int i = 0; i < count; i++) {
                assertThat(client.read()).isEqualTo(block);
            }
        }
    }

    @Test
    void aDrainLetsSessionsEndAndTakesNoNewOnes() throws Exception {
        try (WebSocketUpstream upstream =
                        WebSocketUpstream.playing(socket -> socket.accept().echo());
                Rig rig = Rig.upstream(upstream.port()).start(directory);
                RawHttpClient kept = rig.connect()) {
            assertThat(kept.request("GET", "/health/liveness", Rig.HOST)
                            .readResponse()
                            .status())
                    .isEqualTo(200);
            List<RawWebSocketClient> clients = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                clients.add(connect(rig, TARGET));
            }
            rig.process().terminate();
            Eventually.await(
                    "the signal is heard", SOON, () -> rig.process().stderr().contains("Draining"));
            assertThat(statusOfAnother(kept)).isIn(503, CLOSED);
            Eventually.await("new connections are refused", SOON, () -> isRefused(rig));
            for (RawWebSocketClient client : clients) {
                client.send(WireFrame.text("still here"));
                assertThat(client.read()).isEqualTo(WireFrame.text("still here"));
                client.send(WireFrame.close(1000, ""));
                assertThat(client.read().closeCode()).isEqualTo(1000);
                assertThat(client.isAtEnd()).isTrue();
            }
            assertThat(rig.process().awaitExit(SOON)).isZero();
        }
    }

    /** A busy machine may need longer than the second in which connections are kept. */
    private static int statusOfAnother(RawHttpClient kept) throws IOException {
        try {
            return kept.request(
                            "GET",
                            TARGET,
                            Rig.HOST,
                            Rig.AUTH,
                            "Upgrade: websocket",
                            "Connection: Upgrade",
                            "Sec-WebSocket-Version: 13",
                            "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==")
                    .readResponse()
                    .status();
        } catch (EOFException | SocketException closed) {
            return CLOSED;
        }
    }

    private static boolean isRefused(Rig rig) {
        try {
            rig.connect().close();
            return false;
        } catch (IOException refusedOrReset) {
            return true;
        }
    }

    @Test
    void theTimeLimitOfADrainIsToldBySessionsBothSides() throws Exception {
        CompletableFuture<WireFrame> told = new CompletableFuture<>();
        try (WebSocketUpstream upstream = WebSocketUpstream.playing(socket -> {
                    told.complete(socket.accept().read());
                    socket.send(WireFrame.close(1001, ""));
                });
                Rig rig = Rig.upstream(upstream.port())
                        .general("drain_timeout: 2")
                        .start(directory);
                RawWebSocketClient client = connect(rig, TARGET)) {
            rig.process().terminate();
            WireFrame close = client.read();
            assertThat(close.closeCode()).isEqualTo(1001);
            assertThat(close.closeReason()).contains("shutting down");
            client.send(close);
            assertThat(told.get(SOON.toSeconds(), TimeUnit.SECONDS).closeCode()).isEqualTo(1001);
            assertThat(rig.process().awaitExit(SOON)).isZero();
        }
    }

    @Test
    void keysStayWhereTheyBelong() throws Exception {
        try (WebSocketUpstream upstream = WebSocketUpstream.playing(socket ->
                        socket.accept("Sec-WebSocket-Protocol: realtime").echo());
                Rig rig = Rig.upstream(upstream.port()).start(directory)) {
            String protocols = "Sec-WebSocket-Protocol: realtime, openai-insecure-api-key.";
            try (RawWebSocketClient client =
                    RawWebSocketClient.connect(rig.port(), TARGET, Rig.HOST, protocols + Rig.GATEWAY_KEY)) {
                assertThat(client.status()).isEqualTo(101);
                assertThat(client.headers().all("Sec-WebSocket-Protocol")).containsExactly("realtime");
                UpstreamSocket socket = upstream.awaitSocket(SOON);
                StringBuilder sent = new StringBuilder();
                socket.headers().forEach((name, value) -> sent.append(name).append(value));
                assertThat(sent).contains("Bearer " + Rig.UPSTREAM_KEY).doesNotContain(Rig.GATEWAY_KEY);
                assertThat(socket.headers().all("Sec-WebSocket-Protocol")).containsExactly("realtime");
                client.send(WireFrame.close(1000, ""));
                client.read();
            }
            try (RawWebSocketClient client =
                    RawWebSocketClient.connect(rig.port(), TARGET, Rig.HOST, protocols + "sk-wrong-0c1d2e")) {
                assertThat(client.status()).isEqualTo(401);
                assertThat(client.body()).doesNotContain("sk-wrong-0c1d2e");
            }
            Eventually.await("both records", SOON, () -> rig.process().stdout().contains("\"status\":401"));
            assertThat(rig.process().stop(SOON)).isZero();
            assertThat(rig.process().stdout() + rig.process().stderr())
                    .doesNotContain(Rig.GATEWAY_KEY)
                    .doesNotContain(Rig.UPSTREAM_KEY)
                    .doesNotContain("sk-wrong-0c1d2e");
        }
    }

    /** Clients that leave in the middle: the upstream is told each time, and nothing stays open. */
    @Test
    void nothingIsLeftOfThreeHundredClientsThatLeave() throws Exception {
        try (WebSocketUpstream upstream = WebSocketUpstream.playing(socket -> {
                    socket.accept();
                    while (true) {
                        WireFrame frame = socket.read();
                        socket.send(frame);
                        if (frame.opcode() == WireFrame.CLOSE) {
                            assertThat(frame.closeCode()).isEqualTo(1001);
                            return;
                        }
                    }
                });
                Rig rig = Rig.upstream(upstream.port())
                        .javaOptions("-Dio.netty.leakDetection.level=paranoid")
                        .start(directory)) {
            leave(rig, upstream, 40);
            int before = Sockets.descriptors(rig.process().pid());
            leave(rig, upstream, 300);
            Eventually.await(
                    "descriptors are few again",
                    SOON,
                    () -> Sockets.descriptors(rig.process().pid()) <= before + FEW_DESCRIPTORS);
            assertThat(rig.process().stderr())
                    .doesNotContain("LEAK")
                    .doesNotContain("ERROR")
                    .doesNotContain("Exception");
        }
    }

    private static void leave(Rig rig, WebSocketUpstream upstream, int clients) throws Exception {
        Parallel.forEach(8, clients, LONG, number -> {
            RawWebSocketClient client = connect(rig, TARGET);
            client.send(WireFrame.text("x"));
            if (number % 3 > 0) {
                client.read();
            }
            if (number % 2 == 0) {
                client.reset();
            } else {
                client.leave();
            }
        });
        Eventually.await("every session is over", LONG, () -> Sockets.established(upstream.port()) == 0);
        Eventually.await("and so are the clients", LONG, () -> Sockets.established(rig.port()) == 0);
    }
}
