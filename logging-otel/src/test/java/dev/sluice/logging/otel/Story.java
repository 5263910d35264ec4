package dev.sluice.logging.otel;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.http.Origin;
import dev.sluice.core.log.AnswerFacts;
import dev.sluice.core.log.AttemptFacts;
import dev.sluice.core.log.LogEvent;
import dev.sluice.core.log.LogEvent.Completed;
import dev.sluice.core.log.Outcome;
import dev.sluice.core.log.RetryRefusal;
import dev.sluice.core.log.Route;
import dev.sluice.core.log.Usage;
import dev.sluice.core.spi.LogSink;
import dev.sluice.core.trace.TraceContext;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A call as it goes, told step by step to a sink. */
final class Story {
    private static final AtomicLong IDS = new AtomicLong(1);
    private static final Instant START = Instant.parse("2026-11-22T10:15:30.123456Z");

    private final Route route;
    private final long number = IDS.getAndIncrement();
    private final List<AttemptFacts> attempts = new ArrayList<>();
    private TraceContext trace = new TraceContext(7, number, number, 0, (byte) 1, "");
    private Optional<String> model = Optional.empty();
    private String upstreamModel = "";
    private String provider = "openai";
    private boolean streamed;
    private int status = 200;
    private AnswerFacts answer = AnswerFacts.NONE;
    private Usage usage = Usage.UNKNOWN;
    private @Nullable BigDecimal cost;
    private Outcome outcome = Outcome.COMPLETED;
    private @Nullable ErrorKind error;
    private @Nullable RetryRefusal refused;

    private Story(String method, String path) {
        this.route = Route.of(method, path);
    }

    static Story of(String method, String path) {
        return new Story(method, path);
    }

    /** A chat that went well. */
    static Story chat() {
        return of("POST", "/v1/chat/completions")
                .model("gpt-4o")
                .upstream("gpt-4o-2024-08-06")
                .attempt("gpt-4o-1", 200)
                .answered("gpt-4o-2024-08-06")
                .used(Usage.ofTokens(57, 133, 190));
    }

    Story in(TraceContext place) {
        trace = place;
        return this;
    }

    Story model(String name) {
        model = Optional.of(name);
        return this;
    }

    /** What the attempts from now on ask for. */
    Story upstream(String name) {
        upstreamModel = name;
        return this;
    }

    /** Who makes the attempts from now on. */
    Story provider(String type) {
        provider = type;
        return this;
    }

    Story attempt(String deployment, int answered) {
        return attempt(deployment, answered, null);
    }

    Story attempt(String deployment, int answered, @Nullable ErrorKind failure) {
        int count = attempts.size() + 1;
        attempts.add(new AttemptFacts(
                count,
                trace.child(trace.spanId() * 100 + count),
                deployment,
                model.orElse(""),
                provider,
                Optional.of(new Origin(true, "api.openai.com", 443)),
                upstreamModel,
                answered,
                Optional.ofNullable(failure),
                Duration.ofMillis(20L * count - 20),
                Duration.ofMillis(12)));
        status = answered == 0 ? 502 : answered;
        return this;
    }

    Story streamed(long chunks) {
        streamed = true;
        answer = new AnswerFacts(
                answer.id(),
                answer.model(),
                answer.finishReasons(),
                answer.serviceTier(),
                Optional.of(Duration.ofMillis(40)),
                chunks);
        return this;
    }

    Story answered(String byModel) {
        answer = new AnswerFacts(
                Optional.of("chatcmpl-" + number),
                Optional.of(byModel),
                List.of("stop"),
                Optional.of("default"),
                Optional.empty(),
                0);
        return this;
    }

    Story used(Usage figures) {
        usage = figures;
        return this;
    }

    Story cost(String dollars) {
        cost = new BigDecimal(dollars);
        return this;
    }

    Story status(int told) {
        status = told;
        return this;
    }

    Story ends(Outcome how, ErrorKind why) {
        outcome = how;
        error = why;
        return this;
    }

    Story refused(RetryRefusal why) {
        refused = why;
        return this;
    }

    String callId() {
        return "call-" + number;
    }

    TraceContext trace() {
        return trace;
    }

    /** Everything that a sink is told of it, in order. */
    List<LogEvent> events() {
        List<LogEvent> events = new ArrayList<>();
        events.add(new LogEvent.Received(callId(), trace, START, route));
        attempts.forEach(attempt -> events.add(new LogEvent.Attempted(callId(), attempt)));
        events.add(completed());
        return events;
    }

    Completed completed() {
        return new Completed(
                callId(),
                trace,
                START,
                route,
                "master",
                model,
                streamed,
                attempts,
                status,
                412,
                1893,
                Duration.ofMillis(35),
                Duration.ofMillis(900),
                answer,
                usage,
                Optional.ofNullable(cost),
                outcome,
                Optional.ofNullable(error),
                Optional.ofNullable(refused));
    }

    void tell(LogSink sink) {
        events().forEach(sink::accept);
    }
}
