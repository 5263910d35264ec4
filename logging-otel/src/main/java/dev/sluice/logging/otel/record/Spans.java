package dev.sluice.logging.otel.record;

import dev.sluice.core.log.LogEvent.Completed;
import dev.sluice.core.log.Outcome;
import dev.sluice.core.log.Quantity;
import dev.sluice.core.log.RunFacts;
import dev.sluice.core.log.Usage;
import dev.sluice.core.trace.TraceContext;
import dev.sluice.logging.otel.names.Attribute;
import dev.sluice.logging.otel.names.Conventions;
import dev.sluice.logging.otel.names.Facts;
import dev.sluice.logging.otel.names.SpanShape;
import dev.sluice.logging.otel.text.Printable;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The spans of calls, attempts and runs, made when they are over. Of one thread. */
final class Spans {
    private static final int SERVER_FAILURE = 500;

    private final Tracer tracer;
    private final GivenIds ids;
    private final Conventions conventions;

    Spans(Tracer tracer, GivenIds ids, Conventions conventions) {
        this.tracer = tracer;
        this.ids = ids;
        this.conventions = conventions;
    }

    void record(Completed call) {
        Instant start = call.receivedAt();
        String name =
                HttpNames.method(call.route().method()) + " " + call.route().template();
        Span span = begin(SpanShape.CALL, name, call.trace(), start);
        if (!span.isRecording()) {
            return;
        }
        tell(call, new Facts(conventions, span::setAttribute));
        if (call.status() >= SERVER_FAILURE || isBroken(call.outcome())) {
            span.setStatus(StatusCode.ERROR, call.errorType().orElse(""));
        }
        end(span, start, call.duration());
        call.attempts().forEach(attempt -> record(new AttemptView(call, attempt)));
    }

    private static boolean isBroken(Outcome outcome) {
        return outcome == Outcome.UPSTREAM_CLOSED || outcome == Outcome.TIMEOUT;
    }

    private static void tell(Completed call, Facts facts) {
        facts.set(Attribute.METHOD, HttpNames.method(call.route().method()))
                .set(Attribute.PATH, call.route().template())
                .set(Attribute.ROUTE, call.route().template())
                .set(Attribute.SCHEME, HttpNames.SCHEME)
                .set(Attribute.STATUS, call.status())
                .set(Attribute.ERROR, call.errorType())
                .set(Attribute.CALL_ID, Printable.of(call.callId()))
                .set(Attribute.ROUTE_CLASS, call.route().routeClass().wire())
                .set(Attribute.PRINCIPAL, Printable.of(call.principal()))
                .set(Attribute.OUTCOME, Words.of(call.outcome()))
                .set(Attribute.ATTEMPTS, call.attempts().size())
                .set(Attribute.REQUEST_BYTES, call.requestBytes())
                .set(Attribute.RESPONSE_BYTES, call.responseBytes())
                .set(Attribute.CERTAINTY, call.usage().certainty().wire())
                .set(Attribute.MODEL_GROUP, call.model().map(Printable::of))
                .set(Attribute.DEPLOYMENT, call.lastAttempt().map(last -> last.deployment()))
                .set(Attribute.RETRY_REFUSED, call.retryRefused().map(why -> why.wire()));
        call.cost().ifPresent(dollars -> facts.set(Attribute.COST, dollars.doubleValue()));
    }

    private void record(AttemptView view) {
        Instant start = view.call().receivedAt().plus(view.attempt().start());
        boolean asksModel = view.call().route().operation().isPresent();
        SpanShape shape = asksModel ? SpanShape.MODEL_ATTEMPT : SpanShape.HTTP_ATTEMPT;
        String method = HttpNames.method(view.call().route().method());
        String name = view.call()
                .route()
                .operation()
                .map(operation -> operation.wire()
                        + view.model().map(model -> " " + Printable.of(model)).orElse(""))
                .orElse(method);
        Span span = begin(shape, name, view.attempt().trace(), start);
        if (!span.isRecording()) {
            return;
        }
        Facts facts = new Facts(conventions, span::setAttribute)
                .set(Attribute.ATTEMPT, view.attempt().number())
                .set(Attribute.DEPLOYMENT, view.attempt().deployment())
                .set(Attribute.ERROR, view.errorType());
        view.attempt()
                .server()
                .ifPresent(server -> facts.set(Attribute.SERVER, server.host()).set(Attribute.PORT, server.port()));
        if (view.attempt().status() > 0) {
            facts.set(Attribute.STATUS, view.attempt().status());
        }
        if (view.attempt().number() > 1) {
            facts.set(Attribute.RESENDS, view.attempt().number() - 1);
        }
        if (asksModel) {
            modelFacts(view, facts);
        } else {
            facts.set(Attribute.METHOD, method);
            view.attempt()
                    .server()
                    .ifPresent(server -> facts.set(
                            Attribute.URL, server + view.call().route().template()));
        }
        if (view.errorType().isPresent() && !view.errorType().equals(Optional.of("client_closed"))) {
            span.setStatus(StatusCode.ERROR, view.errorType().get());
        }
        end(span, start, view.took());
    }

    private static void modelFacts(AttemptView view, Facts facts) {
        Completed call = view.call();
        call.route().operation().ifPresent(operation -> facts.set(Attribute.OPERATION, operation.wire()));
        facts.set(Attribute.PROVIDER, view.provider())
                .set(Attribute.REQUEST_MODEL, view.model().map(Printable::of))
                .set(Attribute.API_TYPE, view.apiType());
        if (call.streamed()) {
            facts.set(Attribute.STREAM, true);
        }
        if (view.answered()) {
            facts.set(Attribute.RESPONSE_ID, call.answer().id().map(Printable::of))
                    .set(Attribute.RESPONSE_MODEL, call.answer().model().map(Printable::of))
                    .set(Attribute.FINISH_REASONS, call.answer().finishReasons())
                    .set(Attribute.SERVICE_TIER, call.answer().serviceTier().map(Printable::of));
            view.firstChunk().ifPresent(first -> facts.set(Attribute.FIRST_CHUNK, Seconds.of(first)));
            usage(call.usage(), facts);
        }
    }

    /** What the upstream told of what it used. */
    static void usage(Usage usage, Facts facts) {
        facts.set(Attribute.INPUT_TOKENS, usage.of(Quantity.INPUT_TOKENS))
                .set(Attribute.OUTPUT_TOKENS, usage.of(Quantity.OUTPUT_TOKENS))
                .set(Attribute.CACHE_READ, usage.of(Quantity.CACHED_INPUT_TOKENS))
                .set(Attribute.CACHE_WRITE, usage.of(Quantity.CACHE_WRITE_INPUT_TOKENS))
                .set(Attribute.REASONING, usage.of(Quantity.REASONING_OUTPUT_TOKENS));
    }

    void record(String runId, RunFacts run) {
        String agent = Printable.of(run.assistantId());
        Span span = begin(SpanShape.RUN, "invoke_agent " + agent, run.trace(), run.startedAt());
        if (!span.isRecording()) {
            return;
        }
        new Facts(conventions, span::setAttribute)
                .set(Attribute.OPERATION, "invoke_agent")
                .set(Attribute.PROVIDER, "sluice")
                .set(Attribute.AGENT_ID, agent)
                .set(Attribute.CONVERSATION, Printable.of(run.threadId()))
                .set(Attribute.REQUEST_MODEL, Printable.of(run.model()))
                .set(Attribute.RESPONSE_ID, Printable.of(runId))
                .set(Attribute.OUTCOME, run.status())
                .set(Attribute.MODEL_CALLS, run.modelCalls())
                .set(Attribute.ERROR, run.errorCode())
                .set(Attribute.INPUT_TOKENS, run.usage().of(Quantity.INPUT_TOKENS))
                .set(Attribute.OUTPUT_TOKENS, run.usage().of(Quantity.OUTPUT_TOKENS));
        run.errorCode().ifPresent(code -> span.setStatus(StatusCode.ERROR, code));
        end(span, run.startedAt(), run.duration());
    }

    private Span begin(SpanShape shape, String name, TraceContext trace, Instant start) {
        SpanBuilder builder = tracer.spanBuilder(name).setSpanKind(shape.kind()).setStartTimestamp(start);
        if (trace.parentId() == 0) {
            builder.setNoParent();
        } else {
            builder.setParent(Context.root().with(Parents.of(trace)));
        }
        ids.next(trace);
        return builder.startSpan();
    }

    private static void end(Span span, Instant start, Duration took) {
        Instant end = start.plus(took);
        span.end(TimeUnit.SECONDS.toNanos(end.getEpochSecond()) + end.getNano(), TimeUnit.NANOSECONDS);
    }
}
