package dev.sluice.logging.otel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.vitals.Vitals;
import dev.sluice.logging.otel.export.Signal;
import dev.sluice.testkit.otlp.OtlpReceiver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A collector that takes nothing, resets, or refuses: whoever has an event never waits, and what is lost is counted. The
 * property {@code sluice.trouble.seconds} makes it longer.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CollectorTroubleTest {
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("sluice.trouble.seconds", 2));
    /** The room of a signal's queue, and one that asks whether there is some. */
    private static final int MOST_KEPT = 2048 + 1;

    private final List<Socket> taken = new CopyOnWriteArrayList<>();

    private static OtelSink open(String endpoint) {
        Map<String, String> environment = new HashMap<>();
        environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint);
        environment.put("OTEL_EXPORTER_OTLP_TIMEOUT", "300");
        environment.put("OTEL_BSP_EXPORT_TIMEOUT", "300");
        environment.put("OTEL_BLRP_EXPORT_TIMEOUT", "300");
        environment.put("OTEL_METRIC_EXPORT_INTERVAL", "500");
        return OtelSink.open(environment, new Vitals());
    }

    /** Tells calls as fast as it can; the nanoseconds that the slowest thousandth took at least. */
    private static long slowThousandth(OtelSink sink) {
        long[] slow = new long[1 << 20];
        int told = 0;
        long end = System.nanoTime() + TIME.toNanos();
        while (System.nanoTime() < end) {
            Story story = Story.chat();
            long before = System.nanoTime();
            story.tell(sink);
            slow[told++ % slow.length] = System.nanoTime() - before;
        }
        long[] sorted = LongStream.of(slow).filter(nanos -> nanos > 0).sorted().toArray();
        return sorted[(int) (sorted.length * 0.999)];
    }

    @Test
    void oneThatTakesConnectionsAndNothingElse() throws IOException {
        try (ServerSocket hole = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread accepting = new Thread(() -> accept(hole, false));
            accepting.start();
            lost(open("http://127.0.0.1:" + hole.getLocalPort()));
        }
    }

    @Test
    void oneThatResets() throws IOException {
        try (ServerSocket hole = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread accepting = new Thread(() -> accept(hole, true));
            accepting.start();
            lost(open("http://127.0.0.1:" + hole.getLocalPort()));
        }
    }

    @Test
    void oneThatRefuses() {
        try (OtlpReceiver receiver = OtlpReceiver.start()) {
            receiver.answerWith(400);
            lost(open(receiver.endpoint().toString()));
        }
    }

    private void accept(ServerSocket server, boolean reset) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                if (reset) {
                    socket.setSoLinger(true, 0);
                    socket.close();
                } else {
                    taken.add(socket);
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void lost(OtelSink sink) {
        try (sink) {
            long slow = slowThousandth(sink);
            assertThat(Duration.ofNanos(slow)).isLessThan(Duration.ofMillis(20));
            assertThat(sink.dropped(Signal.SPANS)).isPositive();
            assertThat(sink.dropped(Signal.LOGS)).isPositive();
            assertThat(sink.waiting(Signal.SPANS)).isLessThanOrEqualTo(MOST_KEPT);
            assertThat(sink.waiting(Signal.LOGS)).isLessThanOrEqualTo(MOST_KEPT);
            System.out.printf(
                    "%s: slowest thousandth %d us, dropped %d events, %d spans, %d logs, heap %d MiB%n",
                    TIME,
                    slow / 1000,
                    sink.dropped(Signal.EVENTS),
                    sink.dropped(Signal.SPANS),
                    sink.dropped(Signal.LOGS),
                    (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
        }
    }
}
