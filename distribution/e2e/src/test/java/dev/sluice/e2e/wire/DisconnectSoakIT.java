package dev.sluice.e2e.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testkit.fault.FaultyUpstream;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thousands of clients that leave at every phase leave nothing behind: no connection, no file descriptor, no memory, no
 * buffer that Netty's leak detector would tell of. {@code -Dsluice.disconnects=N} sets how many.
 */
final class DisconnectSoakIT {
    private static final int ROUNDS = Integer.getInteger("sluice.disconnects", 10_000);
    private static final int WARM_UP = 1_000;
    private static final int THREADS = 16;
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Duration SETTLING = Duration.ofSeconds(20);
    private static final int FEW_DESCRIPTORS = 8;
    private static final long FEW_KIB = 8 * 1024;

    /** A stalled reader costs far more than other rounds: one in so many. */
    private static final int STALLED_EVERY = 40;

    private static final Leaving.Phase[] QUICK = {
        Leaving.Phase.UPLOAD, Leaving.Phase.FIRST_BYTE, Leaving.Phase.HEAD, Leaving.Phase.MID_BODY
    };

    @TempDir
    Path directory;

    private final Leaving leaving = new Leaving();

    @Test
    @EnabledOnOs(OS.LINUX)
    void nothingIsLeft() throws Exception {
        try (FaultyUpstream upstream = leaving.upstream();
                Rig rig = Rig.upstream(upstream.port())
                        .general("replay_limit_mb: 1")
                        .javaOptions("-Dio.netty.leakDetection.level=paranoid", JvmProbe.TRACKING)
                        .start(directory)) {
            JvmProbe jvm = new JvmProbe(rig.process().pid());
            rounds(rig, WARM_UP);
            settle(jvm, upstream);
            int descriptors = jvm.descriptors();
            long direct = jvm.directKib();

            long start = System.nanoTime();
            rounds(rig, ROUNDS);
            double seconds = (System.nanoTime() - start) / 1e9;

            settle(jvm, upstream);
            Eventually.await(
                    "descriptors are few again", SETTLING, () -> jvm.descriptors() <= descriptors + FEW_DESCRIPTORS);
            System.out.printf(
                    "%d disconnects in %.1f s: descriptors %d -> %d, direct memory %d -> %d KiB%n",
                    ROUNDS, seconds, descriptors, jvm.descriptors(), direct, jvm.directKib());
            assertThat(jvm.directKib()).isLessThanOrEqualTo(direct + FEW_KIB);
            rounds(rig, THREADS);
            assertThat(rig.process().stderr())
                    .doesNotContain("LEAK")
                    .doesNotContain("ERROR")
                    .doesNotContain("SEVERE")
                    .doesNotContain("Exception");
        }
    }

    private static void settle(JvmProbe jvm, FaultyUpstream upstream) throws Exception {
        Eventually.await("no upstream connection is open", SETTLING, () -> upstream.openConnections() == 0);
        jvm.collectGarbage();
    }

    private void rounds(Rig rig, int count) throws Exception {
        Parallel.forEach(THREADS, count, LIMIT, round -> {
            boolean streamed = (round / QUICK.length) % 2 == 0;
            if (round % STALLED_EVERY == 0) {
                leaving.leave(rig, Leaving.Phase.STALLED_READER, streamed);
            } else if (round % (QUICK.length + 1) == QUICK.length) {
                leaving.leaveWhileGathered(rig);
            } else {
                Leaving.Phase phase = QUICK[round % (QUICK.length + 1)];
                leaving.leave(rig, phase, streamed && phase != Leaving.Phase.UPLOAD);
            }
        });
    }
}
