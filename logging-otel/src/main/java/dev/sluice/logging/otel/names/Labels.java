package dev.sluice.logging.otel.names;

import static dev.sluice.logging.otel.names.Use.known;
import static dev.sluice.logging.otel.names.Use.required;
import static dev.sluice.logging.otel.names.Use.when;

import java.util.List;
import java.util.stream.Stream;

/** The attributes of metrics. Each comes from a bounded set, whatever clients send. */
final class Labels {
    static final List<Use> NONE = List.of();

    static final List<Use> MODEL = List.of(
            required(Attribute.OPERATION),
            required(Attribute.PROVIDER),
            when("a model is named", Attribute.REQUEST_MODEL),
            known(Attribute.RESPONSE_MODEL),
            when("the upstream is a server", Attribute.SERVER),
            when("the upstream is a server", Attribute.PORT));

    static final List<Use> MODEL_WITH_ERROR = with(MODEL, when("failed", Attribute.ERROR));
    static final List<Use> TOKENS = with(MODEL, required(Attribute.TOKEN_TYPE));
    static final List<Use> MODALITY = with(MODEL, required(Attribute.TOKEN_MODALITY));

    static final List<Use> SERVER = List.of(
            required(Attribute.METHOD),
            required(Attribute.SCHEME),
            required(Attribute.ROUTE),
            required(Attribute.STATUS),
            when("failed", Attribute.ERROR));

    static final List<Use> ACTIVE = List.of(required(Attribute.SCHEME));

    static final List<Use> CLIENT = List.of(
            required(Attribute.METHOD),
            required(Attribute.SERVER),
            required(Attribute.PORT),
            when("an answer came", Attribute.STATUS),
            when("failed", Attribute.ERROR));

    static final List<Use> CLASS = List.of(required(Attribute.ROUTE_CLASS));
    static final List<Use> CALL = with(CLASS, required(Attribute.OUTCOME));
    static final List<Use> REFUSAL = with(CLASS, required(Attribute.RETRY_REFUSED));
    static final List<Use> DEPLOYMENT = List.of(required(Attribute.DEPLOYMENT));
    static final List<Use> STATE = with(DEPLOYMENT, required(Attribute.DEPLOYMENT_STATE));
    static final List<Use> ATTEMPT =
            with(DEPLOYMENT, when("an answer came", Attribute.STATUS), when("failed", Attribute.ERROR));
    static final List<Use> USAGE = List.of(required(Attribute.OPERATION), required(Attribute.CERTAINTY));
    static final List<Use> RUN = List.of(required(Attribute.OUTCOME), when("failed", Attribute.ERROR));
    static final List<Use> SIGNAL = List.of(required(Attribute.SINK), required(Attribute.SIGNAL));

    static final List<Use> MEMORY = List.of(required(Attribute.MEMORY_TYPE), required(Attribute.MEMORY_POOL));
    static final List<Use> BUFFERS = List.of(required(Attribute.BUFFER_POOL));
    static final List<Use> GC = List.of(required(Attribute.GC_NAME), required(Attribute.GC_ACTION));
    static final List<Use> THREADS = List.of(required(Attribute.THREAD_DAEMON), required(Attribute.THREAD_STATE));

    private Labels() {}

    private static List<Use> with(List<Use> uses, Use... more) {
        return Stream.concat(uses.stream(), Stream.of(more)).toList();
    }
}
