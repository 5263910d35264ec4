package dev.sluice.logging.otel.names;

import static dev.sluice.logging.otel.names.Use.known;
import static dev.sluice.logging.otel.names.Use.required;
import static dev.sluice.logging.otel.names.Use.when;

import java.util.List;

/** The record of a call as OpenTelemetry's logs have it. */
public final class LogShape {
    /** The name of the event. */
    public static final String EVENT = "sluice.call";

    /** Its attributes. */
    public static final List<Use> USES = List.of(
            required(Attribute.CALL_ID),
            required(Attribute.PRINCIPAL),
            required(Attribute.METHOD),
            required(Attribute.ROUTE),
            required(Attribute.ROUTE_CLASS),
            required(Attribute.STATUS),
            required(Attribute.OUTCOME),
            required(Attribute.ATTEMPTS),
            required(Attribute.REQUEST_BYTES),
            required(Attribute.RESPONSE_BYTES),
            required(Attribute.FIRST_BYTE),
            required(Attribute.DURATION),
            required(Attribute.CERTAINTY),
            when("failed", Attribute.ERROR),
            when("a model is named", Attribute.MODEL_GROUP),
            when("an attempt was made", Attribute.DEPLOYMENT),
            when("an attempt was made", Attribute.PROVIDER),
            when("a model is asked for something", Attribute.OPERATION),
            when("a failed attempt was the last", Attribute.RETRY_REFUSED),
            known(Attribute.RESPONSE_MODEL),
            known(Attribute.RESPONSE_ID),
            known(Attribute.FINISH_REASONS),
            known(Attribute.INPUT_TOKENS),
            known(Attribute.OUTPUT_TOKENS),
            known(Attribute.CACHE_READ),
            known(Attribute.CACHE_WRITE),
            known(Attribute.REASONING),
            known(Attribute.COST));

    private LogShape() {}
}
