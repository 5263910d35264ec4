package dev.sluice.logging.otel.record;

import dev.sluice.core.trace.TraceContext;
import io.opentelemetry.sdk.trace.IdGenerator;

/**
 * Gives each span the ids that its event carries: upstreams were told of them long before the span is made. Of one thread.
 */
public final class GivenIds implements IdGenerator {
    private TraceContext next = TraceContext.NONE;

    void next(TraceContext context) {
        next = context;
    }

    @Override
    public String generateSpanId() {
        return next.spanIdHex();
    }

    @Override
    public String generateTraceId() {
        return next.traceId();
    }
}
