package dev.sluice.e2e.wire;

import dev.sluice.testkit.fault.Answers;
import dev.sluice.testkit.fault.FaultConnection;
import dev.sluice.testkit.fault.FaultyUpstream;
import dev.sluice.testkit.fault.PeerClose;
import dev.sluice.testkit.fault.RawHttpClient;
import dev.sluice.testkit.fault.RecordedRequest;
import dev.sluice.testkit.fault.Script;
import dev.sluice.testkit.fault.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that leave at a chosen phase of their call, and the upstream that sees when. Thread-safe. */
final class Leaving implements Answers {
    /** Where a call stands when its client leaves, as far as an accepted upstream connection can show it. */
    enum Phase {
        UPLOAD,
        FIRST_BYTE,
        HEAD,
        MID_BODY,
        STALLED_READER
    }

    /** Beyond this a round fails whatever the quantiles say. */
    static final Duration LONGEST = Duration.ofSeconds(2);

    private static final Duration ARRIVAL = Duration.ofSeconds(10);
    private static final Duration REST = Duration.ofMillis(30);
    private static final int ANNOUNCED = 40_000_000;
    private static final int UPLOADED = 48 * 1024;
    private static final int SMALL_BUFFER = 4 * 1024;
    private static final String HALF = "data: {\"choices\":[{\"delta\":{\"content\":\"half\"}}]}\n\n";

    private final Map<String, CompletableFuture<FaultConnection>> arrivals = new ConcurrentHashMap<>();
    private final AtomicInteger rounds = new AtomicInteger();

    @Override
    public Script to(RecordedRequest request) {
        String[] parts = request.target().split("/", -1);
        boolean streamed = Boolean.parseBoolean(parts[3]);
        Script head = head(streamed);
        return switch (Phase.valueOf(parts[2])) {
            case UPLOAD ->
                Script.beforeBody().readBodyUpTo(UPLOADED).then(this::arrived).readBody();
            case FIRST_BYTE -> Script.afterBody().then(this::arrived).stall();
            case HEAD ->
                Script.afterBody()
                        .head("200 OK", type(streamed), "Transfer-Encoding: chunked")
                        .then(this::arrived)
                        .stall();
            case MID_BODY ->
                (streamed ? head.chunk(HALF) : head.raw(HALF))
                        .then(this::arrived)
                        .stall();
            case STALLED_READER -> {
                Script arrived = head.then(this::arrived);
                yield streamed ? arrived.chunkedFiller(1L << 30) : arrived.filler(1L << 30);
            }
        };
    }

    private static Script head(boolean streamed) {
        String framing = streamed ? "Transfer-Encoding: chunked" : "Content-Length: " + (1L << 30);
        return Script.afterBody().head("200 OK", type(streamed), framing);
    }

    private static String type(boolean streamed) {
        return "Content-Type: " + (streamed ? "text/event-stream" : "application/json");
    }

    private void arrived(Wire wire) {
        arrival(wire.request().target()).complete(wire.request().connection());
    }

    private CompletableFuture<FaultConnection> arrival(String target) {
        return arrivals.computeIfAbsent(target, missing -> new CompletableFuture<>());
    }

    /** One round: calls, leaves at the phase with FIN or RST, and says after how many milliseconds the upstream saw it. */
    double leave(Rig rig, Phase phase, boolean streamed) throws Exception {
        int round = rounds.incrementAndGet();
        String target = "/leave/" + phase + "/" + streamed + "/" + round;
        RawHttpClient client = RawHttpClient.connectWithReceiveBuffer(rig.port(), SMALL_BUFFER);
        try {
            call(client, target, phase, streamed);
            FaultConnection upstream = arrival(target).get(ARRIVAL.toMillis(), TimeUnit.MILLISECONDS);
            if (phase.compareTo(Phase.HEAD) >= 0) {
                client.readHead();
            }
            if (phase == Phase.MID_BODY) {
                client.read(HALF.length());
            } else if (phase == Phase.STALLED_READER) {
                Eventually.awaitRest("the upstream is held back", REST, ARRIVAL, upstream::bytesWritten);
            }
            long left = System.nanoTime();
            if (round % 2 == 0) {
                client.reset();
            } else {
                client.close();
            }
            PeerClose seen = upstream.closedByPeer().get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
            return (seen.nanos() - left) / 1e6;
        } catch (TimeoutException | IOException e) {
            throw new AssertionError("Round " + target, e);
        } finally {
            client.close();
            arrivals.remove(target);
        }
    }

    private static void call(RawHttpClient client, String target, Phase phase, boolean streamed) throws IOException {
        if (phase == Phase.UPLOAD) {
            String framing = streamed ? "Transfer-Encoding: chunked" : "Content-Length: " + ANNOUNCED;
            client.request(
                    "POST", "/openai" + target, Rig.HOST, Rig.AUTH, "Content-Type: application/octet-stream", framing);
            client.send((streamed ? Integer.toHexString(ANNOUNCED) + "\r\n" : "") + "u".repeat(UPLOADED));
            return;
        }
        String body = "{\"model\":\"m\",\"stream\":" + streamed + "}";
        client.send("POST /openai" + target + " HTTP/1.1\r\n" + Rig.HOST + "\r\n" + Rig.AUTH
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    /** A client that leaves in the middle of a body which the gateway still gathers: no upstream learns of the call. */
    void leaveWhileGathered(Rig rig) throws IOException {
        try (RawHttpClient client = rig.connect()) {
            client.request(
                    "POST",
                    "/openai/leave/gathered",
                    Rig.HOST,
                    Rig.AUTH,
                    "Content-Type: application/json",
                    "Content-Length: 1000000");
            client.send("{\"model\":\"" + "g".repeat(100));
        }
    }

    FaultyUpstream upstream() {
        return FaultyUpstream.answering(this);
    }
}
