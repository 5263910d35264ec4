package dev.sluice.logging.otel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.log.LogEvent;
import dev.sluice.core.log.Outcome;
import dev.sluice.core.log.Quantity;
import dev.sluice.core.log.RetryRefusal;
import dev.sluice.core.log.RouteClass;
import dev.sluice.core.log.RunFacts;
import dev.sluice.core.log.Usage;
import dev.sluice.core.routing.Account;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.DeploymentStatus;
import dev.sluice.core.trace.TraceContext;
import dev.sluice.core.vitals.Vitals;
import dev.sluice.testkit.otlp.OtlpLog;
import dev.sluice.testkit.otlp.OtlpPoint;
import dev.sluice.testkit.otlp.OtlpReceiver;
import dev.sluice.testkit.otlp.OtlpSpan;
import dev.sluice.testkit.otlp.OtlpTable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a collector is sent, as real protobuf over HTTP. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OtelSinkTest {
    private static final Path PAGE = Path.of("..", "docs", "observability.md");

    /** Whether garbage is collected in so short a life is the JVM's to say. */
    private static final List<String> COLLECTIONS = List.of(
            "metric jvm.gc.duration", "metric jvm.gc.duration: jvm.gc.name", "metric jvm.gc.duration: jvm.gc.action");

    private final OtlpReceiver receiver = OtlpReceiver.start();

    @AfterEach
    void stop() {
        receiver.close();
    }

    private OtelSink open(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint().toString());
        Vitals vitals = new Vitals();
        vitals.deploymentsFrom(() -> List.of(new DeploymentStatus(
                Deployment.of("a", "m", "openai", "gpt-4o", Account.NONE),
                DeploymentStatus.Health.RESTING,
                Optional.of(Duration.ofSeconds(3)),
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                0,
                1)));
        return OtelSink.open(environment, vitals);
    }

    private static void flush(OtelSink sink) {
        sink.flush().toCompletableFuture().join();
    }

    private OtlpSpan span(String name) {
        return receiver.spans().stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No span " + name + " among " + receiver.spans()));
    }

    private List<OtlpPoint> points(String metric) {
        return receiver.points().stream()
                .filter(point -> point.metric().equals(metric))
                .toList();
    }

    @Test
    void aCallIsASpanWithAChildForEachAttempt() {
        TraceContext place =
                new TraceContext(0x4bf92f3577b34da6L, 0xa3ce929d0e0e4736L, 0xaL, 0xbL, (byte) 1, "a=1,b=2");
        try (OtelSink sink = open(Map.of())) {
            Story.of("POST", "/v1/chat/completions")
                    .in(place)
                    .model("gpt-4o")
                    .upstream("gpt-4o-2024-08-06")
                    .attempt("gpt-4o-1", 500)
                    .attempt("gpt-4o-2", 200)
                    .answered("gpt-4o-2024-08-06")
                    .used(Usage.ofTokens(57, 133, 190))
                    .cost("0.0012")
                    .streamed(11)
                    .tell(sink);
            flush(sink);
        }

        OtlpSpan call = span("POST /v1/chat/completions");
        assertThat(call.traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(call.spanId()).isEqualTo("000000000000000a");
        assertThat(call.parentId()).isEqualTo("000000000000000b");
        assertThat(call.state()).isEqualTo("a=1,b=2");
        assertThat(call.end() - call.start()).isEqualTo(Duration.ofMillis(900).toNanos());
        assertThat(call.attributes())
                .containsEntry("http.route", "/v1/chat/completions")
                .containsEntry("sluice.cost", 0.0012)
                .containsEntry("sluice.attempts", 2L);
        OtlpSpan last = span("chat gpt-4o-2024-08-06");
        assertThat(last.kind()).isEqualTo(3);
        assertThat(receiver.spans().stream().filter(span -> span.kind() == 3))
                .hasSize(2)
                .allMatch(span ->
                        span.parentId().equals(call.spanId()) && span.traceId().equals(call.traceId()));
        assertThat(receiver.spans().stream().filter(span -> span.attributes().containsKey("gen_ai.response.id")))
                .as("the attempt that answered")
                .singleElement()
                .satisfies(answered -> assertThat(answered.attributes())
                        .containsEntry("gen_ai.provider.name", "openai")
                        .containsEntry("gen_ai.usage.input_tokens", 57L)
                        .containsEntry("gen_ai.response.finish_reasons", List.of("stop"))
                        .containsEntry("http.request.resend_count", 1L)
                        .containsEntry("gen_ai.request.stream", true)
                        .containsEntry("gen_ai.response.time_to_first_chunk", 0.02));
        assertThat(receiver.resources()).allMatch(resource -> "sluice".equals(resource.get("service.name")));
    }

    @Test
    void everythingOfEveryClassOfRoutesIsInTheTable() {
        OtlpTable table = OtlpTable.read(PAGE);
        tellEverything(Map.of());
        assertThat(table.problems(receiver)).isEmpty();
        assertThat(table.unseen(receiver)).as("rows that nothing bears out").isSubsetOf(COLLECTIONS);
        assertThat(points("gen_ai.client.token.usage"))
                .isNotEmpty()
                .allSatisfy(point ->
                        assertThat(point.bounds()).startsWith(1.0, 4.0, 16.0).endsWith(67108864.0));
        assertThat(points("gen_ai.client.operation.duration"))
                .allSatisfy(point ->
                        assertThat(point.bounds()).startsWith(0.01, 0.02).endsWith(81.92));
    }

    @Test
    void theNewNamesAreInTheTableToo() {
        OtlpTable table = OtlpTable.readLatest(PAGE);
        tellEverything(Map.of("OTEL_SEMCONV_STABILITY_OPT_IN", "http,gen_ai_latest_experimental"));
        assertThat(table.problems(receiver)).isEmpty();
        assertThat(table.unseen(receiver)).as("rows that nothing bears out").isSubsetOf(COLLECTIONS);
        assertThat(points("gen_ai.client.token.usage")).isEmpty();
        assertThat(points("gen_ai.client.inference.usage.input_tokens"))
                .anyMatch(
                        point -> "audio".equals(point.attributes().get("gen_ai.token.modality")) && point.value() == 7)
                .anyMatch(point -> "unknown".equals(point.attributes().get("gen_ai.token.modality")));
        assertThat(receiver.spans())
                .anyMatch(span -> span.attributes().containsKey("gen_ai.usage.cache_write.input_tokens"));
    }

    private void tellEverything(Map<String, String> environment) {
        Usage rich = Usage.exactly()
                .set(Quantity.INPUT_TOKENS, 100)
                .set(Quantity.OUTPUT_TOKENS, 50)
                .set(Quantity.CACHED_INPUT_TOKENS, 10)
                .set(Quantity.CACHE_WRITE_INPUT_TOKENS, 5)
                .set(Quantity.AUDIO_INPUT_TOKENS, 7)
                .set(Quantity.REASONING_OUTPUT_TOKENS, 20)
                .build();
        try (OtelSink sink = open(environment)) {
            for (RouteClass routeClass : RouteClass.values()) {
                for (String method : List.of("GET", "POST", "DELETE", "BREW")) {
                    String path = "/v1/" + routeClass.wire() + "/some-id";
                    Story.of(method, path).attempt("a", 404).tell(sink);
                    Story.of(method, path).attempt("a", 503).attempt("a", 200).tell(sink);
                    Story.of(method, path).status(401).tell(sink);
                }
            }
            for (String path :
                    List.of("chat/completions", "responses", "embeddings", "images/generations", "threads/runs")) {
                Story.of("POST", "/v1/" + path)
                        .model("m")
                        .provider("azure")
                        .attempt("a", 429)
                        .attempt("b", 0, ErrorKind.UPSTREAM_UNREACHABLE)
                        .upstream("gpt-4o")
                        .attempt("c", 200)
                        .answered("gpt-4o")
                        .streamed(5)
                        .used(rich)
                        .cost("0.5")
                        .tell(sink);
                Story.of("POST", "/v1/" + path)
                        .model("m")
                        .attempt("a", 503)
                        .model("another group")
                        .attempt("d", 200)
                        .tell(sink);
                Story.of("POST", "/v1/" + path)
                        .model("m")
                        .attempt("a", 0, ErrorKind.UPSTREAM_TIMEOUT)
                        .ends(Outcome.TIMEOUT, ErrorKind.UPSTREAM_TIMEOUT)
                        .refused(RetryRefusal.MAY_HAVE_BEGUN)
                        .tell(sink);
            }
            sink.accept(new LogEvent.RunStarted("run_1", Story.chat().trace(), Instant.EPOCH));
            sink.accept(run("completed", Optional.empty()));
            sink.accept(run("failed", Optional.of("rate_limit_exceeded")));
            flush(sink);
        }
    }

    private static LogEvent run(String status, Optional<String> error) {
        return new LogEvent.RunEnded(
                "run_1",
                new RunFacts(
                        new TraceContext(1, 2, 0xfL, 4, (byte) 1, ""),
                        "thread_1",
                        "asst_1",
                        "gpt-4o",
                        Instant.parse("2026-11-22T10:15:30Z"),
                        Duration.ofSeconds(3),
                        status,
                        error,
                        2,
                        Usage.ofTokens(1, 2, 3)));
    }

    @Test
    void errorsAreMarkedByWhoseTheyAre() {
        try (OtelSink sink = open(Map.of())) {
            Story.of("POST", "/v1/embeddings").model("m").attempt("a", 400).tell(sink);
            Story.of("GET", "/v1/files/x")
                    .attempt("a", 0, ErrorKind.UPSTREAM_CLOSED)
                    .ends(Outcome.UPSTREAM_CLOSED, ErrorKind.UPSTREAM_CLOSED)
                    .tell(sink);
            Story.of("POST", "/v1/completions")
                    .model("m")
                    .attempt("a", 200)
                    .ends(Outcome.CLIENT_CLOSED, ErrorKind.CLIENT_CLOSED)
                    .status(499)
                    .tell(sink);
            flush(sink);
        }
        assertThat(span("POST /v1/embeddings").status())
                .as("the client's mistake")
                .isEqualTo(0);
        assertThat(span("embeddings m").status()).isEqualTo(2);
        assertThat(span("embeddings m").attributes()).containsEntry("error.type", "400");
        assertThat(span("GET /v1/files/{}").status()).isEqualTo(2);
        assertThat(span("GET").attributes()).containsEntry("error.type", "upstream_closed");
        assertThat(span("text_completion m").status()).as("the client left").isEqualTo(0);
        assertThat(receiver.logs()).extracting(OtlpLog::severity).containsExactlyInAnyOrder(13, 17, 13);
    }

    @Test
    void theRecordIsInTheTraceOfItsCall() {
        Story story = Story.chat();
        try (OtelSink sink = open(Map.of())) {
            story.tell(sink);
            flush(sink);
        }
        assertThat(receiver.logs()).singleElement().satisfies(log -> {
            assertThat(log.traceId()).isEqualTo(story.trace().traceId());
            assertThat(log.spanId()).isEqualTo(story.trace().spanIdHex());
            assertThat(log.body()).isEqualTo("POST /v1/chat/completions 200");
            assertThat(log.attributes()).containsEntry("sluice.call.id", story.callId());
        });
    }

    @Test
    void samplersDecideAndTellTheCore() {
        try (OtelSink off = open(Map.of("OTEL_TRACES_SAMPLER", "always_off"))) {
            assertThat(off.sampling().orElseThrow().isSampled(1, 2)).isFalse();
            Story.chat().tell(off);
            flush(off);
            assertThat(receiver.spans()).isEmpty();
            assertThat(receiver.logs()).hasSize(1);
        }
        try (OtelSink half =
                open(Map.of("OTEL_TRACES_SAMPLER", "parentbased_traceidratio", "OTEL_TRACES_SAMPLER_ARG", "0.5"))) {
            assertThat(half.sampling().orElseThrow().isSampled(1, 2)).isTrue();
            assertThat(half.sampling().orElseThrow().isSampled(1, Long.MAX_VALUE))
                    .isFalse();
            Story.chat()
                    .in(new TraceContext(1, Long.MAX_VALUE, 5, 6, (byte) 0, ""))
                    .tell(half);
            Story.chat()
                    .in(new TraceContext(1, Long.MAX_VALUE, 7, 8, (byte) 1, ""))
                    .tell(half);
            flush(half);
            assertThat(receiver.spans()).as("the caller has decided").hasSize(2);
        }
    }

    @Test
    void openCallsAndStreamsAreCounted() {
        try (OtelSink sink = open(Map.of())) {
            List<LogEvent> events = Story.chat().events();
            sink.accept(events.get(0));
            sink.accept(events.get(1));
            flush(sink);
            assertThat(points("http.server.active_requests"))
                    .extracting(OtlpPoint::value)
                    .containsExactly(1.0);
            assertThat(points("sluice.streams.open"))
                    .extracting(OtlpPoint::value)
                    .containsExactly(1.0);
            sink.accept(events.get(2));
            flush(sink);
        }
        assertThat(points("http.server.active_requests"))
                .extracting(OtlpPoint::value)
                .contains(0.0);
        assertThat(points("sluice.streams.open")).extracting(OtlpPoint::value).contains(0.0);
    }

    @Test
    void whatCannotBeIsRefusedInWords() {
        assertThatThrownBy(() -> open(Map.of("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("OTEL_EXPORTER_OTLP_PROTOCOL")
                .hasMessageContaining("http/protobuf");
        assertThatThrownBy(() -> open(Map.of("OTEL_TRACES_EXPORTER", "zipkin")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("zipkin");
    }

    @Test
    void headersThatCannotBeReadAreNotRepeated() {
        assertThatThrownBy(() -> open(Map.of("OTEL_EXPORTER_OTLP_HEADERS", "Authorization: Bearer key-canary")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("otel.exporter.otlp.headers=***")
                .hasNoCause()
                .message()
                .doesNotContain("canary");
    }

    @Test
    void anEmptyVariableIsNone() {
        open(Map.of("OTEL_EXPORTER_OTLP_PROTOCOL", "")).close();
    }
}
