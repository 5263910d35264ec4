package dev.sluice.e2e.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.testkit.fault.FaultyUpstream;
import dev.sluice.testkit.fault.RawHttpClient;
import dev.sluice.testkit.fault.RawResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Event streams arrive byte for byte, wherever the upstream's flushes cut them. */
final class ByteFidelityIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int THREADS = 8;
    private static final long SEED = 20_261_122;
    private static final int RANDOM_SPLITS = 12;
    private static final int MOST_CUTS = 200;

    private static final Map<String, byte[]> SHORT = SseCorpus.shortStreams();
    private static final Map<String, byte[]> LONG = SseCorpus.longStreams();
    private static final FaultyUpstream UPSTREAM = FaultyUpstream.answering(new Replay(SHORT, LONG));

    @TempDir
    static Path directory;

    private static Rig rig;

    private record Case(String stream, List<Integer> cuts) {}

    @BeforeAll
    static void start() throws Exception {
        rig = Rig.upstream(UPSTREAM.port()).start(directory);
    }

    @AfterAll
    static void stop() {
        rig.close();
        UPSTREAM.close();
    }

    @ParameterizedTest
    @EnumSource(Replay.Framing.class)
    void shortStreamsCutAtEveryOffset(Replay.Framing framing) throws Exception {
        List<Case> cases = new ArrayList<>();
        SHORT.forEach((name, bytes) -> {
            assertThat(bytes).as(name).hasSizeLessThan(2048);
            for (int cut = 1; cut < bytes.length; cut++) {
                cases.add(new Case(name, List.of(cut)));
            }
        });
        replay(framing, cases);
        System.out.printf("%s: %d streams cut in two at every offset, %d calls%n", framing, SHORT.size(), cases.size());
    }

    @ParameterizedTest
    @EnumSource(Replay.Framing.class)
    void longStreamsCutAnywhere(Replay.Framing framing) throws Exception {
        Random random = new Random(SEED);
        List<Case> cases = new ArrayList<>();
        LONG.forEach((name, bytes) -> {
            for (int i = 0; i < RANDOM_SPLITS; i++) {
                TreeSet<Integer> cuts = new TreeSet<>();
                for (int n = 1 + random.nextInt(MOST_CUTS); n > 0; n--) {
                    cuts.add(1 + random.nextInt(bytes.length - 1));
                }
                cases.add(new Case(name, List.copyOf(cuts)));
            }
        });
        replay(framing, cases);
    }

    /** Each byte in a chunk of its own: every offset at once. */
    @Test
    void longStreamsCutAtEveryOffset() throws Exception {
        try (RawHttpClient client = rig.connect()) {
            for (Map.Entry<String, byte[]> each : LONG.entrySet()) {
                client.request("GET", Replay.byteByByte(each.getKey()), Rig.HOST, Rig.AUTH);
                identical(each.getKey() + " byte by byte", each.getValue(), client.readResponse());
            }
        }
    }

    private static byte[] stream(String name) {
        return Objects.requireNonNull(SHORT.containsKey(name) ? SHORT.get(name) : LONG.get(name), name);
    }

    private static void replay(Replay.Framing framing, List<Case> cases) throws Exception {
        Parallel.workers(THREADS, cases.size(), LIMIT, numbers -> {
            try (RawHttpClient client = rig.connect()) {
                for (int i = numbers.next(); i >= 0; i = numbers.next()) {
                    check(client, framing, cases.get(i), stream(cases.get(i).stream()));
                }
            }
        });
    }

    private static void check(RawHttpClient client, Replay.Framing framing, Case one, byte[] expected)
            throws Exception {
        client.request("GET", Replay.target(one.stream(), framing, one.cuts()), Rig.HOST, Rig.AUTH);
        identical(one.stream() + " cut at " + one.cuts().get(0), expected, client.readResponse());
    }

    private static void identical(String what, byte[] expected, RawResponse answer) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.end()).isEqualTo(RawResponse.End.COMPLETE);
        assertThat(answer.headers().first("Content-Type")).hasValue("text/event-stream; charset=utf-8");
        ByteComparison.requireIdentical(what, expected, answer.body());
    }

    /** The same check finds a single byte that differs, in every place; so what it passes is identical. */
    @Test
    void aTouchedByteIsFound() throws Exception {
        byte[] sent = stream("emoji");
        Case cut = new Case("emoji", List.of(1));
        try (RawHttpClient client = rig.connect()) {
            check(client, Replay.Framing.CHUNKED, cut, sent);
            for (int i = 0; i < sent.length; i++) {
                byte[] touched = sent.clone();
                touched[i] ^= 1;
                assertThatThrownBy(() -> check(client, Replay.Framing.CHUNKED, cut, touched))
                        .isInstanceOf(AssertionError.class)
                        .hasMessageEndingWith("the first difference is at " + i);
            }
        }
    }
}
