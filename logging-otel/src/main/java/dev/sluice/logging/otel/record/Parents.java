package dev.sluice.logging.otel.record;

import dev.sluice.core.trace.TraceContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TraceStateBuilder;

/** Places of traces in OpenTelemetry's terms. */
final class Parents {
    private Parents() {}

    /** The span that this one is a child of. */
    static Span of(TraceContext trace) {
        return Span.wrap(SpanContext.createFromRemoteParent(
                trace.traceId(), trace.parentIdHex(), TraceFlags.fromByte(trace.flags()), state(trace.state())));
    }

    /** This span itself. */
    static Span itself(TraceContext trace) {
        return Span.wrap(SpanContext.create(
                trace.traceId(), trace.spanIdHex(), TraceFlags.fromByte(trace.flags()), state(trace.state())));
    }

    /** It was found well-formed when it came. The first member is the latest, and a builder puts the latest first. */
    private static TraceState state(String text) {
        if (text.isEmpty()) {
            return TraceState.getDefault();
        }
        TraceStateBuilder state = TraceState.builder();
        String[] members = text.split(",", -1);
        for (int i = members.length - 1; i >= 0; i--) {
            String member = members[i].strip();
            int equals = member.indexOf('=');
            if (equals > 0) {
                state.put(member.substring(0, equals), member.substring(equals + 1));
            }
        }
        return state.build();
    }
}
