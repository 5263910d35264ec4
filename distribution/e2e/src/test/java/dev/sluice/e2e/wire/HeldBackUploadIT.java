package dev.sluice.e2e.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testkit.fault.FaultyUpstream;
import dev.sluice.testkit.fault.Gate;
import dev.sluice.testkit.fault.RawHttpClient;
import dev.sluice.testkit.fault.Script;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A client that leaves while its upload is held back is missed at once, though nobody reads from it. */
@EnabledOnOs(OS.LINUX)
final class HeldBackUploadIT {
    private static final int ROUNDS = 2;
    private static final int PART = 64 * 1024;
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration REST = Duration.ofMillis(30);

    @Test
    void itsCallEnds(@TempDir Path directory) throws Exception {
        Gate never = new Gate();
        try (FaultyUpstream upstream =
                        FaultyUpstream.answering(Script.beforeBody().await(never));
                Rig rig = Rig.upstream(upstream.port())
                        .general("replay_limit_mb: 0")
                        .javaOptions("-Dio.netty.leakDetection.level=paranoid")
                        .start(directory)) {
            JvmProbe jvm = new JvmProbe(rig.process().pid());
            for (int round = 0; round < ROUNDS; round++) {
                leave(rig, upstream, round % 2 == 0);
                jvm.collectGarbage();
            }
            leave(rig, upstream, true);
            assertThat(rig.process().stderr()).doesNotContain("LEAK").doesNotContain("Exception");
        }
    }

    private static void leave(Rig rig, FaultyUpstream upstream, boolean withReset) throws IOException {
        try (RawHttpClient client = rig.connect()) {
            client.request(
                    "POST",
                    "/openai/held",
                    Rig.HOST,
                    Rig.AUTH,
                    "Content-Type: application/octet-stream",
                    "Content-Length: 1000000000");
            uploadUntilHeldBack(rig, upstream, client);
            assertThat(Sockets.open(upstream.port())).isEqualTo(1);
            if (withReset) {
                client.reset();
            } else {
                client.halfClose();
            }
            Eventually.await(
                    withReset ? "reset is seen" : "FIN is seen",
                    Leaving.LONGEST,
                    () -> Sockets.open(upstream.port()) == 0);
        }
    }

    /** All that was sent must fit into the gateway's socket: a FIN comes after it, and no system can tell of it before. */
    private static void uploadUntilHeldBack(Rig rig, FaultyUpstream upstream, RawHttpClient client) throws IOException {
        while (Sockets.unread(rig.port()) == 0 || Sockets.unsent(upstream.port()) == 0) {
            client.send(new byte[PART]);
            if (Sockets.unread(rig.port()) > 0) {
                Eventually.awaitRest("what is unread", REST, SOON, () -> Sockets.unread(rig.port()));
            }
        }
    }
}
