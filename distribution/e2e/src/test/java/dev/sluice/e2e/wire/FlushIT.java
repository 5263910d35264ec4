package dev.sluice.e2e.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testkit.fault.FaultyUpstream;
import dev.sluice.testkit.fault.Gate;
import dev.sluice.testkit.fault.Pause;
import dev.sluice.testkit.fault.RawChunk;
import dev.sluice.testkit.fault.RawHead;
import dev.sluice.testkit.fault.RawHttpClient;
import dev.sluice.testkit.fault.Script;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the upstream flushes reaches the client at once: the head before any byte of the body, then each event. */
final class FlushIT {
    private static final int EVENTS = 600;
    private static final int COLD = 100;
    private static final double LONGEST_MEDIAN_MILLIS = 5;
    private static final Pattern NUMBER = Pattern.compile("data: (\\d+)\n\n");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"Transfer-Encoding: chunked", "Connection: close", "Content-Length: 14"})
    void theHeadComesBeforeTheBody(String framing) throws Exception {
        boolean chunked = framing.endsWith("chunked");
        String event = "data: first\n\n";
        Gate headSeen = new Gate();
        Script head = Script.afterBody()
                .head("200 OK", "Content-Type: text/event-stream", framing)
                .await(headSeen);
        Script body = chunked ? head.chunk(event).lastChunk() : head.raw(event + " ");
        Script script = framing.endsWith("close") ? body.close() : body;
        try (FaultyUpstream upstream = FaultyUpstream.answering(script);
                Rig rig = Rig.upstream(upstream.port()).start(directory);
                RawHttpClient client = rig.connect()) {
            client.request("GET", "/openai/events", Rig.HOST, Rig.AUTH);
            RawHead seen = client.readHead();
            headSeen.open();
            assertThat(client.readBody(seen, "GET").text()).startsWith(event);
        }
    }

    @Test
    void eachEventComesWithinFiveMilliseconds() throws Exception {
        AtomicLongArray written = new AtomicLongArray(EVENTS);
        Script script = Script.afterBody().streamHead().then(wire -> {
            for (int i = 0; i < EVENTS; i++) {
                String event = "data: " + i + "\n\n";
                written.set(i, System.nanoTime());
                wire.write(Integer.toHexString(event.length()) + "\r\n" + event + "\r\n");
                Pause.BRIEF.between();
            }
        });
        long[] arrived = new long[EVENTS];
        try (FaultyUpstream upstream = FaultyUpstream.answering(script.lastChunk());
                Rig rig = Rig.upstream(upstream.port()).start(directory);
                RawHttpClient client = rig.connect()) {
            client.request("GET", "/openai/events", Rig.HOST, Rig.AUTH);
            client.readHead();
            for (RawChunk chunk = client.readChunk(); !chunk.sizeLine().equals("0"); chunk = client.readChunk()) {
                for (Matcher event = NUMBER.matcher(chunk.text()); event.find(); ) {
                    arrived[Integer.parseInt(event.group(1))] = chunk.arrivedNanos();
                }
            }
        }
        double[] millis = new double[EVENTS - COLD];
        for (int i = COLD; i < EVENTS; i++) {
            assertThat(arrived[i]).as("event %d", i).isNotZero();
            millis[i - COLD] = (arrived[i] - written.get(i)) / 1e6;
        }
        Arrays.sort(millis);
        System.out.printf(
                "Flush to arrival over %d events: median %.3f ms, p90 %.3f ms, most %.3f ms%n",
                millis.length, millis[millis.length / 2], millis[millis.length * 9 / 10], millis[millis.length - 1]);
        assertThat(millis[millis.length / 2]).isLessThanOrEqualTo(LONGEST_MEDIAN_MILLIS);
    }
}
