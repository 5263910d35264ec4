package dev.sluice.transport.vertx.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.call.CallContext;
import dev.sluice.core.call.Cancellation;
import dev.sluice.core.call.Principal;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpCall;
import dev.sluice.core.http.Origin;
import dev.sluice.core.http.Timeouts;
import dev.sluice.core.spi.Transport;
import dev.sluice.testkit.Bodies;
import dev.sluice.transport.vertx.loop.EventLoops;
import io.vertx.core.Vertx;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Under TLS it is the closure alert that ends an answer without length; a FIN, anybody on the way could send. */
final class TlsEndTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String PASSWORD = "changeit";

    @TempDir
    static Path directory;

    private static final Vertx VERTX = EventLoops.start();
    private static final Transport TRANSPORT = new VertxTransport(VERTX, new TlsTrust.Everybody());

    private static SSLContext tls;

    /** How an upstream ends its side. */
    @FunctionalInterface
    private interface End {
        void of(Socket socket, SSLSocket secured) throws Exception;
    }

    @BeforeAll
    static void certify() throws Exception {
        Path store = directory.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "upstream",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=upstream",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(store)) {
            keys.load(file, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
    }

    @AfterAll
    static void close() {
        TRANSPORT.close();
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void theAlertAndTheFinEndIt() throws Exception {
        assertThat(answer((socket, secured) -> {
                    secured.close();
                    socket.close();
                }))
                .isEqualTo("some");
    }

    @Test
    void theAlertAloneEndsIt() throws Exception {
        assertThat(answer((socket, secured) -> secured.shutdownOutput())).isEqualTo("some");
    }

    @Test
    void theFinAloneBreaksItOff() {
        assertThatThrownBy(() -> answer((socket, secured) -> socket.shutdownOutput()))
                .isInstanceOfSatisfying(
                        GatewayException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.UPSTREAM_CLOSED));
    }

    private static String answer(End end) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<@Nullable Void> served = CompletableFuture.runAsync(() -> serve(server, end));
            HttpCall call = new HttpCall(
                    "GET",
                    new Origin(true, "127.0.0.1", server.getLocalPort()),
                    "/",
                    Headers.EMPTY,
                    Body.EMPTY,
                    new Timeouts(SOON, SOON, SOON));
            CallContext context = new CallContext("call", Principal.ANONYMOUS, new Cancellation());
            CompletableFuture<byte[]> answer = LoopCalls.on(
                    VERTX.getOrCreateContext(),
                    () -> TRANSPORT.send(call, context).thenCompose(reply -> Bodies.collect(reply.body())));
            byte[] bytes = answer.get(SOON.toSeconds(), TimeUnit.SECONDS);
            served.get(SOON.toSeconds(), TimeUnit.SECONDS);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (ExecutionException e) {
            Throwable cause = e;
            while (cause.getCause() != null && !(cause instanceof GatewayException)) {
                cause = cause.getCause();
            }
            throw cause instanceof GatewayException known ? known : e;
        }
    }

    /** Waits for the other side to end it as well, so that an alert can come without a FIN. */
    private static void serve(ServerSocket server, End end) {
        try (Socket socket = server.accept();
                SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, false)) {
            socket.setSoTimeout(Math.toIntExact(SOON.toMillis()));
            InputStream in = secured.getInputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.read());
            }
            secured.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nsome".getBytes(StandardCharsets.UTF_8));
            secured.getOutputStream().flush();
            end.of(socket, secured);
            if (!secured.isClosed()) {
                in.transferTo(OutputStream.nullOutputStream());
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
