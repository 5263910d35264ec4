package dev.sluice.logging.otel.record;

import dev.sluice.core.log.LogEvent;
import dev.sluice.logging.otel.names.Conventions;
import io.opentelemetry.api.OpenTelemetry;
import java.util.function.Consumer;

/** Everything that OpenTelemetry is told of calls and runs. Of one thread. */
public final class Recording implements Consumer<LogEvent> {
    private final Spans spans;
    private final CallLogs logs;
    private final CallMetrics metrics;

    /**
     * Tells this.
     *
     * @param ids where its tracer takes ids from
     */
    public Recording(OpenTelemetry telemetry, GivenIds ids, Conventions conventions) {
        spans = new Spans(telemetry.getTracer(Instruments.SCOPE), ids, conventions);
        logs = new CallLogs(telemetry.getLogsBridge().get(Instruments.SCOPE), conventions);
        metrics = new CallMetrics(new Instruments(telemetry.getMeterProvider(), conventions));
    }

    @Override
    public void accept(LogEvent event) {
        if (event instanceof LogEvent.Completed call) {
            if (call.trace().isValid()) {
                spans.record(call);
            }
            logs.record(call);
            metrics.record(call);
        } else if (event instanceof LogEvent.RunEnded ended) {
            if (ended.run().trace().isValid()) {
                spans.record(ended.callId(), ended.run());
            }
            metrics.record(ended.run());
        }
    }
}
