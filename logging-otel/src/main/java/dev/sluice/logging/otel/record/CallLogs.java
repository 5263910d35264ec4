package dev.sluice.logging.otel.record;

import dev.sluice.core.log.LogEvent.Completed;
import dev.sluice.core.log.Outcome;
import dev.sluice.logging.otel.names.Attribute;
import dev.sluice.logging.otel.names.Conventions;
import dev.sluice.logging.otel.names.Facts;
import dev.sluice.logging.otel.names.LogShape;
import dev.sluice.logging.otel.text.Printable;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.context.Context;

/** The record of each call. */
final class CallLogs {
    private static final int FIRST_FAILURE = 400;
    private static final int SERVER_FAILURE = 500;

    private final Logger logger;
    private final Conventions conventions;

    CallLogs(Logger logger, Conventions conventions) {
        this.logger = logger;
        this.conventions = conventions;
    }

    void record(Completed call) {
        LogRecordBuilder record = logger.logRecordBuilder()
                .setEventName(LogShape.EVENT)
                .setTimestamp(call.receivedAt().plus(call.duration()))
                .setSeverity(severity(call))
                .setBody(HttpNames.method(call.route().method()) + " "
                        + call.route().template() + " " + call.status());
        tell(call, new Facts(conventions, record::setAttribute));
        if (call.trace().isValid()) {
            record.setContext(Context.root().with(Parents.itself(call.trace())));
        }
        record.emit();
    }

    private static Severity severity(Completed call) {
        if (call.status() >= SERVER_FAILURE
                || call.outcome() == Outcome.UPSTREAM_CLOSED
                || call.outcome() == Outcome.TIMEOUT) {
            return Severity.ERROR;
        }
        return call.status() >= FIRST_FAILURE ? Severity.WARN : Severity.INFO;
    }

    private static void tell(Completed call, Facts facts) {
        facts.set(Attribute.CALL_ID, Printable.of(call.callId()))
                .set(Attribute.PRINCIPAL, Printable.of(call.principal()))
                .set(Attribute.METHOD, HttpNames.method(call.route().method()))
                .set(Attribute.ROUTE, call.route().template())
                .set(Attribute.ROUTE_CLASS, call.route().routeClass().wire())
                .set(Attribute.STATUS, call.status())
                .set(Attribute.OUTCOME, Words.of(call.outcome()))
                .set(Attribute.ATTEMPTS, call.attempts().size())
                .set(Attribute.REQUEST_BYTES, call.requestBytes())
                .set(Attribute.RESPONSE_BYTES, call.responseBytes())
                .set(Attribute.FIRST_BYTE, Seconds.of(call.firstByte()))
                .set(Attribute.DURATION, Seconds.of(call.duration()))
                .set(Attribute.CERTAINTY, call.usage().certainty().wire())
                .set(Attribute.ERROR, call.errorType())
                .set(Attribute.MODEL_GROUP, call.model().map(Printable::of))
                .set(Attribute.OPERATION, call.route().operation().map(operation -> operation.wire()))
                .set(Attribute.RETRY_REFUSED, call.retryRefused().map(why -> why.wire()))
                .set(Attribute.RESPONSE_ID, call.answer().id().map(Printable::of))
                .set(Attribute.RESPONSE_MODEL, call.answer().model().map(Printable::of))
                .set(Attribute.FINISH_REASONS, call.answer().finishReasons());
        call.lastAttempt()
                .ifPresent(last -> facts.set(Attribute.DEPLOYMENT, last.deployment())
                        .set(Attribute.PROVIDER, AttemptView.provider(last.provider())));
        call.cost().ifPresent(dollars -> facts.set(Attribute.COST, dollars.doubleValue()));
        Spans.usage(call.usage(), facts);
    }
}
