package dev.sluice.e2e.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.testkit.fault.FaultyUpstream;
import dev.sluice.testkit.fault.Gate;
import dev.sluice.testkit.fault.RawHead;
import dev.sluice.testkit.fault.RawHttpClient;
import dev.sluice.testkit.fault.RawResponse;
import dev.sluice.testkit.fault.Script;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM: no new connections, running streams to their last byte, exit 0; a limit, and a second signal. */
final class DrainIT {
    private static final int STREAMS = 200;
    private static final String FIRST = "data: first\n\n";
    private static final String LAST = "data: last\n\n";
    private static final List<String> CHUNKED = List.of("Transfer-Encoding: chunked");
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    private final Gate end = new Gate();
    private final FaultyUpstream upstream = FaultyUpstream.answering(
            Script.afterBody().streamHead().chunk(FIRST).await(end).chunk(LAST).lastChunk());

    @Test
    void everyStreamFinishes() throws Exception {
        try (upstream;
                Rig rig = Rig.upstream(upstream.port()).start(directory);
                RawHttpClient watcher = rig.connect()) {
            assertThat(readiness(watcher).status()).isEqualTo(200);
            List<RawHttpClient> clients = open(rig, STREAMS);

            rig.process().terminate();
            Eventually.await(
                    "not ready any more", SOON, () -> readiness(watcher).status() == 503);
            assertThat(readiness(watcher).text()).contains("draining");
            Eventually.await("new connections are refused", SOON, () -> isRefused(rig));
            end.open();
            for (RawHttpClient client : clients) {
                RawResponse rest = client.readBody(new RawHead("HTTP/1.1 200 OK", CHUNKED, 0), "GET");
                assertThat(rest.end()).isEqualTo(RawResponse.End.COMPLETE);
                assertThat(rest.text()).isEqualTo(LAST);
                client.close();
            }
            assertThat(rig.process().awaitExit(SOON)).isZero();
        }
    }

    @Test
    void theTimeLimitCutsOff() throws Exception {
        try (upstream;
                Rig rig = Rig.upstream(upstream.port())
                        .general("drain_timeout: 1")
                        .start(directory)) {
            RawHttpClient client = open(rig, 1).get(0);
            rig.process().terminate();
            RawResponse rest = client.readBody(new RawHead("HTTP/1.1 200 OK", CHUNKED, 0), "GET");
            assertThat(rest.end()).as("never as if it were complete").isNotEqualTo(RawResponse.End.COMPLETE);
            assertThat(rig.process().awaitExit(SOON)).isZero();
            client.close();
        }
    }

    @Test
    void aSecondSignalEndsAtOnce() throws Exception {
        try (upstream;
                Rig rig = Rig.upstream(upstream.port()).start(directory)) {
            RawHttpClient client = open(rig, 1).get(0);
            rig.process().terminate();
            Eventually.await(
                    "the first signal is heard",
                    SOON,
                    () -> rig.process().stderr().contains("Draining"));
            assertThatThrownBy(() -> rig.process().awaitExit(Duration.ofMillis(300)))
                    .isInstanceOf(AssertionError.class);
            rig.process().terminate();
            assertThat(rig.process().awaitExit(SOON)).isNotZero();
            client.close();
        }
    }

    private static List<RawHttpClient> open(Rig rig, int count) throws IOException {
        List<RawHttpClient> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            RawHttpClient client = rig.connect();
            client.request("GET", "/openai/stream", Rig.HOST, Rig.AUTH);
            assertThat(client.readHead().status()).isEqualTo(200);
            assertThat(client.readChunk().text()).isEqualTo(FIRST);
            clients.add(client);
        }
        return clients;
    }

    private static RawResponse readiness(RawHttpClient kept) {
        try {
            return kept.request("GET", "/health/readiness", Rig.HOST).readResponse();
        } catch (IOException e) {
            throw new AssertionError("The kept connection was closed", e);
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
}
