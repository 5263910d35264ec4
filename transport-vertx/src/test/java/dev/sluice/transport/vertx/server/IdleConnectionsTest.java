package dev.sluice.transport.vertx.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class IdleConnectionsTest {
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
    private static final String FIRST_ANSWER = "HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n1";

    private final Vertx vertx = Vertx.vertx();
    private volatile CompletableFuture<HttpServerRequest> asked = new CompletableFuture<>();
    private int port;

    @BeforeEach
    void listen() {
        // As the gateway's: otherwise a connection is told of only when its first bytes have come.
        HttpServer server = vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false));
        IdleConnections idle = new IdleConnections(vertx, Duration.ofMillis(200));
        server.connectionHandler(idle::opened).requestHandler(request -> {
            idle.asked(request);
            asked.complete(request);
        });
        port = server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    @AfterEach
    void end() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
        return socket;
    }

    @Test
    void whoeverAsksNothingIsSentAwayOneAfterTheOther() throws IOException {
        try (Socket first = connected()) {
            assertThat(first.getInputStream().read()).isEqualTo(-1);
            try (Socket second = connected();
                    Socket third = connected()) {
                assertThat(second.getInputStream().read()).isEqualTo(-1);
                assertThat(third.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void aCallThatRunsIsNotTouchedAndItsConnectionIsIdleAfterwards() throws IOException {
        try (Socket busy = connected()) {
            busy.getOutputStream().write(REQUEST.getBytes(US_ASCII));
            HttpServerRequest running = asked.join();
            for (int round = 0; round < 2; round++) {
                try (Socket idle = connected()) {
                    assertThat(idle.getInputStream().read()).isEqualTo(-1);
                }
            }
            running.response().end("still there");
            assertThat(new String(busy.getInputStream().readAllBytes(), US_ASCII))
                    .endsWith("still there");
        }
    }

    @Test
    void whoLeavesByItselfTakesNobodyAlong() throws IOException {
        try (Socket first = connected();
                Socket second = connected();
                Socket third = connected()) {
            second.shutdownOutput();
            assertThat(second.getInputStream().read()).isEqualTo(-1);
            assertThat(first.getInputStream().read()).isEqualTo(-1);
            assertThat(third.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void whoAsksAgainIsAsBusyAsBefore() throws IOException {
        try (Socket busy = connected()) {
            busy.getOutputStream().write(REQUEST.getBytes(US_ASCII));
            asked.join().response().end("1");
            String answer = new String(busy.getInputStream().readNBytes(FIRST_ANSWER.length()), US_ASCII);
            assertThat(answer).isEqualTo(FIRST_ANSWER);
            asked = new CompletableFuture<>();
            busy.getOutputStream().write(REQUEST.getBytes(US_ASCII));
            HttpServerRequest running = asked.join();
            try (Socket idle = connected()) {
                assertThat(idle.getInputStream().read()).isEqualTo(-1);
            }
            running.response().end("2");
            assertThat(new String(busy.getInputStream().readAllBytes(), US_ASCII))
                    .endsWith("2");
        }
    }
}
