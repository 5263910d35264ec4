package dev.sluice.logging.otel.names;

import static dev.sluice.logging.otel.names.Use.known;
import static dev.sluice.logging.otel.names.Use.required;
import static dev.sluice.logging.otel.names.Use.when;

import io.opentelemetry.api.trace.SpanKind;
import java.util.List;

/** The spans. */
@SuppressWarnings("ImmutableEnumChecker") // Keys and lists of such are never changed.
public enum SpanShape {
    CALL(
            "{http.request.method} {http.route}",
            SpanKind.SERVER,
            "A call, from the request's head to the answer's end",
            List.of(
                    required(Attribute.METHOD),
                    required(Attribute.PATH),
                    required(Attribute.SCHEME),
                    required(Attribute.ROUTE),
                    required(Attribute.STATUS),
                    when("failed", Attribute.ERROR),
                    required(Attribute.CALL_ID),
                    required(Attribute.ROUTE_CLASS),
                    required(Attribute.PRINCIPAL),
                    required(Attribute.OUTCOME),
                    required(Attribute.ATTEMPTS),
                    required(Attribute.REQUEST_BYTES),
                    required(Attribute.RESPONSE_BYTES),
                    required(Attribute.CERTAINTY),
                    when("a model is named", Attribute.MODEL_GROUP),
                    when("an attempt was made", Attribute.DEPLOYMENT),
                    when("a failed attempt was the last", Attribute.RETRY_REFUSED),
                    when("it is known", Attribute.COST))),
    MODEL_ATTEMPT(
            "{gen_ai.operation.name} {gen_ai.request.model}",
            SpanKind.CLIENT,
            "An attempt on one deployment, of a call that asks a model for something; the one that answers ends with the call",
            List.of(
                    required(Attribute.OPERATION),
                    required(Attribute.PROVIDER),
                    when("a model is named", Attribute.REQUEST_MODEL),
                    when("failed", Attribute.ERROR),
                    when("a stream was asked for", Attribute.STREAM),
                    when("the upstream is a server", Attribute.SERVER),
                    when("the upstream is a server", Attribute.PORT),
                    when("an answer came", Attribute.STATUS),
                    when("it is not the first", Attribute.RESENDS),
                    when("chat completions and responses", Attribute.API_TYPE),
                    known(Attribute.RESPONSE_ID),
                    known(Attribute.RESPONSE_MODEL),
                    known(Attribute.FINISH_REASONS),
                    known(Attribute.SERVICE_TIER),
                    known(Attribute.FIRST_CHUNK),
                    known(Attribute.INPUT_TOKENS),
                    known(Attribute.OUTPUT_TOKENS),
                    known(Attribute.CACHE_READ),
                    known(Attribute.CACHE_WRITE),
                    known(Attribute.REASONING),
                    required(Attribute.ATTEMPT),
                    required(Attribute.DEPLOYMENT))),
    HTTP_ATTEMPT(
            "{http.request.method}",
            SpanKind.CLIENT,
            "An attempt of any other call",
            List.of(
                    required(Attribute.METHOD),
                    when("the upstream is a server", Attribute.SERVER),
                    when("the upstream is a server", Attribute.PORT),
                    when("the upstream is a server", Attribute.URL),
                    when("an answer came", Attribute.STATUS),
                    when("failed", Attribute.ERROR),
                    when("it is not the first", Attribute.RESENDS),
                    required(Attribute.ATTEMPT),
                    required(Attribute.DEPLOYMENT))),
    RUN(
            "{gen_ai.operation.name} {gen_ai.agent.id}",
            SpanKind.INTERNAL,
            "A run that the gateway itself executes; its model calls are its children",
            List.of(
                    required(Attribute.OPERATION),
                    required(Attribute.PROVIDER),
                    required(Attribute.AGENT_ID),
                    required(Attribute.CONVERSATION),
                    required(Attribute.REQUEST_MODEL),
                    when("failed", Attribute.ERROR),
                    required(Attribute.RESPONSE_ID),
                    known(Attribute.INPUT_TOKENS),
                    known(Attribute.OUTPUT_TOKENS),
                    required(Attribute.OUTCOME),
                    required(Attribute.MODEL_CALLS)));

    private final String spanName;
    private final SpanKind kind;
    private final String meaning;
    private final List<Use> uses;

    SpanShape(String spanName, SpanKind kind, String meaning, List<Use> uses) {
        this.spanName = spanName;
        this.kind = kind;
        this.meaning = meaning;
        this.uses = uses;
    }

    /** What its name is made of. */
    public String spanName() {
        return spanName;
    }

    /** Its kind. */
    public SpanKind kind() {
        return kind;
    }

    /** What it spans, in Markdown. */
    public String meaning() {
        return meaning;
    }

    /** Its attributes. */
    public List<Use> uses() {
        return uses;
    }
}
