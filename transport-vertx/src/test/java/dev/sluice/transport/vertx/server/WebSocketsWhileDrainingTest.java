package dev.sluice.transport.vertx.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.testkit.fault.RawHttpClient;
import dev.sluice.testkit.fault.RawResponse;
import dev.sluice.testkit.websocket.RawWebSocketClient;
import dev.sluice.testkit.websocket.WebSocketUpstream;
import dev.sluice.testkit.websocket.WireFrame;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Sessions of a server that is asked to end. */
final class WebSocketsWhileDrainingTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String TARGET = "/openai/v1/realtime?model=m&x=%20";

    @Test
    void whileDrainingSessionsGoOnAndNoneBegins() throws Exception {
        try (WebSocketUpstream upstream =
                        WebSocketUpstream.playing(socket -> socket.accept().echo());
                RelayBench bench = new RelayBench(upstream.origin());
                RawHttpClient kept = RawHttpClient.connect(bench.port);
                RawWebSocketClient client = bench.connect(TARGET)) {
            assertThat(kept.request("GET", "/health/liveness", RelayBench.HOST)
                            .readResponse()
                            .status())
                    .isEqualTo(200);
            CompletionStage<Void> drained = bench.server.drain(Duration.ofSeconds(60));
            RawResponse refused = kept.request(
                            "GET",
                            TARGET,
                            RelayBench.HOST,
                            RelayBench.AUTH,
                            "Upgrade: websocket",
                            "Connection: Upgrade",
                            "Sec-WebSocket-Version: 13",
                            "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==")
                    .readResponse();
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.text()).contains("shutting down");
            assertThat(refusesBeforeLong(bench.port, drained)).isTrue();
            for (int i = 0; i < 20; i++) {
                client.send(WireFrame.text("still " + i));
                assertThat(client.read()).isEqualTo(WireFrame.text("still " + i));
            }
            assertThat(drained.toCompletableFuture()).isNotDone();
            client.send(WireFrame.close(1000, ""));
            assertThat(client.read()).isEqualTo(WireFrame.close(1000, ""));
            drained.toCompletableFuture().get(SOON.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static boolean refusesBeforeLong(int port, CompletionStage<Void> drained) throws Exception {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (System.nanoTime() < deadline) {
            try (RawHttpClient taken = RawHttpClient.connect(port)) {
                assertThat(taken).isNotNull();
                RelayBench.staysOpen(drained, 5);
            } catch (IOException refused) {
                return true;
            }
        }
        return false;
    }

    @Test
    void atTheEndOfADrainBothSidesAreTold() throws Exception {
        CompletableFuture<WireFrame> told = new CompletableFuture<>();
        CountDownLatch open = new CountDownLatch(1);
        try (WebSocketUpstream upstream = WebSocketUpstream.playing(socket -> {
                    socket.accept();
                    open.countDown();
                    told.complete(socket.read());
                    socket.send(WireFrame.close(1001, ""));
                });
                RelayBench bench = new RelayBench(upstream.origin());
                RawWebSocketClient client = bench.connect(TARGET)) {
            assertThat(open.await(10, TimeUnit.SECONDS)).isTrue();
            CompletionStage<Void> drained = bench.server.drain(Duration.ofSeconds(2));
            WireFrame close = client.read();
            assertThat(close.closeCode()).isEqualTo(1001);
            assertThat(close.closeReason()).isEqualTo("The gateway is shutting down.");
            assertThat(told.get(SOON.toMillis(), TimeUnit.MILLISECONDS).closeCode())
                    .isEqualTo(1001);
            client.send(close);
            assertThat(client.isAtEnd()).isTrue();
            drained.toCompletableFuture().get(SOON.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(bench.log.awaitCompleted(SOON).error()).contains(ErrorKind.OVERLOADED);
        }
    }
}
