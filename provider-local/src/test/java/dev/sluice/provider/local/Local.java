package dev.sluice.provider.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.codec.jsonb.JsonbCodec;
import dev.sluice.core.call.CallContext;
import dev.sluice.core.call.Cancellation;
import dev.sluice.core.call.Principal;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.http.Timeouts;
import dev.sluice.core.json.JsonNode;
import dev.sluice.core.routing.Account;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.Share;
import dev.sluice.core.spi.ProviderRequest;
import dev.sluice.core.spi.Services;
import dev.sluice.core.spi.Transport;
import dev.sluice.testkit.ManualClock;
import dev.sluice.testkit.ManualScheduler;
import dev.sluice.testkit.RecordingTransport;
import dev.sluice.testkit.StaticKeys;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A local provider at a standstill of time, and short ways to call it. */
final class Local {
    static final JsonbCodec JSON = new JsonbCodec();
    static final long NOW = 1_700_000_000;
    private static final Transport NO_UPSTREAM =
            RecordingTransport.failing(new IllegalStateException("This provider has no upstream"));

    private Local() {}

    static Services services() {
        ManualClock clock = ManualClock.at(Instant.ofEpochSecond(NOW));
        return new Services(
                NO_UPSTREAM, new StaticKeys(null, Map.of()), JSON, clock, new Random(7), new ManualScheduler(clock));
    }

    static Deployment deployment(String upstreamModel, Map<String, String> settings) {
        return new Deployment(
                "d1",
                "demo",
                LocalProvider.TYPE,
                upstreamModel,
                Account.NONE,
                Share.EQUAL,
                Timeouts.DEFAULT,
                Optional.empty(),
                settings);
    }

    static CompletionStage<HttpReply> call(
            String method, String path, Body body, Deployment deployment, Cancellation cancellation) {
        ProviderRequest request = new ProviderRequest(method, path, null, Headers.EMPTY, body, null, false);
        return new LocalProvider(services())
                .call(deployment, request, new CallContext("call-1", Principal.MASTER, cancellation));
    }

    /** A POST of the JSON to a deployment with that mock. */
    static HttpReply post(String path, String mock, String json) {
        return call(
                        "POST",
                        path,
                        Body.Bytes.of(json.getBytes(UTF_8)),
                        deployment("mock-1", Map.of(Deployment.MOCK_RESPONSE, mock)),
                        new Cancellation())
                .toCompletableFuture()
                .join();
    }

    static String text(HttpReply reply) {
        return String.join("", pieces(reply));
    }

    /** The body as it was published, asked for piece by piece. */
    static List<String> pieces(HttpReply reply) {
        if (reply.body() instanceof Body.Bytes bytes) {
            return List.of(bytes.slices().stream()
                    .map(slice -> UTF_8.decode(slice.duplicate()).toString())
                    .collect(Collectors.joining()));
        }
        Collector collector = new Collector();
        ((Body.Stream) reply.body()).publisher().subscribe(collector);
        while (!collector.ended()) {
            collector.requireOneMore();
        }
        assertThat(collector.failure()).isNull();
        return collector.pieces();
    }

    static JsonNode json(HttpReply reply) {
        return JSON.parse(text(reply).getBytes(UTF_8));
    }

    /** The JSON of every event but the last, {@code [DONE]}. */
    static List<JsonNode> events(HttpReply reply) {
        return pieces(reply).stream()
                .filter(frame -> !frame.equals("data: [DONE]\n\n"))
                .map(frame ->
                        JSON.parse(frame.substring(frame.indexOf("data: ") + 6).getBytes(UTF_8)))
                .toList();
    }

    /** Walks down by member names and element numbers. */
    static JsonNode at(JsonNode node, Object... path) {
        JsonNode here = node;
        for (Object step : path) {
            here = step instanceof Integer index
                    ? here.elements().get(index)
                    : here.get((String) step).orElseThrow();
        }
        return here;
    }

    static String textAt(JsonNode node, Object... path) {
        return at(node, path).asText().orElseThrow();
    }

    static Stream<String> memberNames(JsonNode node) {
        return ((JsonNode.ObjectNode) node).members().keySet().stream();
    }
}
