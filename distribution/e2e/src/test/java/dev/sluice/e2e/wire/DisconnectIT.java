package dev.sluice.e2e.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testkit.fault.DeadPort;
import dev.sluice.testkit.fault.FaultyUpstream;
import dev.sluice.testkit.fault.RawHttpClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that leaves, at whatever phase of its call, takes the upstream's part of it along. */
final class DisconnectIT {
    private static final int ROUNDS = 20;
    private static final int WARM_UP = 5;
    private static final double LONGEST_P90_MILLIS = 100;
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private static final Leaving LEAVING = new Leaving();
    private static final FaultyUpstream UPSTREAM = LEAVING.upstream();

    @TempDir
    static Path directory;

    private static Rig rig;

    @BeforeAll
    static void start() throws Exception {
        rig = Rig.upstream(UPSTREAM.port()).general("replay_limit_mb: 0").start(directory);
    }

    @AfterAll
    static void stop() {
        rig.close();
        UPSTREAM.close();
    }

    @ParameterizedTest
    @CsvSource({
        "UPLOAD, false", "UPLOAD, true",
        "FIRST_BYTE, false", "FIRST_BYTE, true",
        "HEAD, false", "HEAD, true",
        "MID_BODY, false", "MID_BODY, true",
        "STALLED_READER, false", "STALLED_READER, true"
    })
    void theUpstreamSeesItAtOnce(Leaving.Phase phase, boolean streamed) throws Exception {
        double[] millis = new double[ROUNDS];
        for (int i = -WARM_UP; i < ROUNDS; i++) {
            double one = LEAVING.leave(rig, phase, streamed);
            millis[Math.max(0, i)] = one;
        }
        check(phase + (streamed ? ", streamed" : ", plain"), millis);
    }

    /** The system has taken the connection, the upstream has not: it finds it ended. */
    @EnabledOnOs(OS.LINUX)
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anUpstreamThatHasNotAcceptedYetFindsItEnded(boolean streamed, @TempDir Path own) throws Exception {
        double[] millis = new double[ROUNDS];
        try (ServerSocket late = new ServerSocket(0, ROUNDS, InetAddress.getLoopbackAddress());
                Rig waiting = Rig.upstream(late.getLocalPort()).start(own)) {
            for (int i = -WARM_UP; i < ROUNDS; i++) {
                RawHttpClient client = ask(waiting, streamed);
                Eventually.await(
                        "a connection waits to be accepted", SOON, () -> Sockets.established(late.getLocalPort()) > 0);
                long left = System.nanoTime();
                client.close();
                try (Socket accepted = late.accept()) {
                    accepted.setSoTimeout((int) Leaving.LONGEST.toMillis());
                    drain(accepted);
                    millis[Math.max(0, i)] = (System.nanoTime() - left) / 1e6;
                }
                Eventually.await("nothing is left", SOON, () -> Sockets.established(late.getLocalPort()) == 0);
            }
        }
        check("NOT_ACCEPTED" + (streamed ? ", streamed" : ", plain"), millis);
    }

    /** While the system still knocks there is nobody to tell; the attempt ends with its time limit and leaves nothing. */
    @EnabledOnOs(OS.LINUX)
    @Test
    void anAttemptToConnectLeavesNothing(@TempDir Path own) throws Exception {
        try (DeadPort silent = DeadPort.silent();
                Rig knocking = Rig.upstream(silent.origin().port()).start(own)) {
            RawHttpClient client = ask(knocking, false);
            int port = silent.origin().port();
            Eventually.await("the gateway knocks", SOON, () -> Sockets.connecting(port) > 0);
            long left = System.nanoTime();
            client.close();
            Eventually.await("it has given up", CONNECT_TIMEOUT.plusSeconds(1), () -> Sockets.connecting(port) == 0);
            System.out.printf("CONNECTING: given up after %.0f ms%n", (System.nanoTime() - left) / 1e6);
        }
    }

    private static RawHttpClient ask(Rig rig, boolean streamed) throws IOException {
        String body = "{\"stream\":" + streamed + "}";
        return rig.connect()
                .send("POST /openai/late HTTP/1.1\r\n" + Rig.HOST + "\r\n" + Rig.AUTH
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                        + body);
    }

    private static void drain(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] dropped = new byte[1024];
        try {
            while (in.read(dropped) >= 0) {
                // what was sent before the client left
            }
        } catch (SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }

    private static void check(String what, double[] millis) {
        Arrays.sort(millis);
        double p90 = millis[(int) Math.ceil(millis.length * 0.9) - 1];
        System.out.printf(
                "%s: median %.1f ms, p90 %.1f ms, most %.1f ms%n",
                what, millis[millis.length / 2], p90, millis[millis.length - 1]);
        assertThat(p90).as(what).isLessThanOrEqualTo(LONGEST_P90_MILLIS);
    }
}
