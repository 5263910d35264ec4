package dev.sluice.logging.otel;

import dev.sluice.core.log.LogEvent;
import dev.sluice.core.sink.QueuedSink;
import dev.sluice.core.spi.LogSink;
import dev.sluice.core.trace.Sampling;
import dev.sluice.core.vitals.SinkQueue;
import dev.sluice.core.vitals.Vitals;
import dev.sluice.logging.otel.export.Signal;
import dev.sluice.logging.otel.export.Telemetry;
import dev.sluice.logging.otel.names.Conventions;
import dev.sluice.logging.otel.record.Instruments;
import dev.sluice.logging.otel.record.Recording;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Exports traces, metrics and logs by OTLP, as the {@code OTEL_*} variables say; {@code docs/observability.md} names
 * everything that is exported. Whatever the collector does, calls pay for nothing but the handing over of an event.
 */
public final class OtelSink implements LogSink {
    static final String NAME = "otel";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Telemetry telemetry;
    private final QueuedSink queue;
    private final OwnMetrics own;

    private OtelSink(Telemetry telemetry, Vitals vitals, Conventions conventions) {
        this.telemetry = telemetry;
        Recording recording = new Recording(telemetry.openTelemetry(), telemetry.ids(), conventions);
        this.queue = new QueuedSink(NAME, new Work(recording, telemetry::flush));
        this.own = new OwnMetrics(new Instruments(telemetry.openTelemetry().getMeterProvider(), conventions), vitals);
        for (Signal signal : Signal.values()) {
            vitals.queue(new SinkQueue(NAME, signal.wire(), () -> waiting(signal), () -> dropped(signal)));
        }
    }

    /**
     * Starts to export.
     *
     * @param environment where the {@code OTEL_*} variables are
     * @param vitals what the gateway tells of itself
     * @throws IllegalArgumentException where they ask for what cannot be, in words for whoever wrote them
     */
    public static OtelSink open(Map<String, String> environment, Vitals vitals) {
        return new OtelSink(Telemetry.open(environment, PATIENCE), vitals, Conventions.of(environment));
    }

    @Override
    public void accept(LogEvent event) {
        own.notice(event);
        if (event instanceof LogEvent.Completed || event instanceof LogEvent.RunEnded) {
            queue.accept(event);
        }
    }

    /** How many of a signal were not exported, and never will be. */
    public long dropped(Signal signal) {
        return signal == Signal.EVENTS ? queue.dropped() : telemetry.dropped(signal);
    }

    /** How many of a signal wait to be exported. */
    public long waiting(Signal signal) {
        return signal == Signal.EVENTS ? queue.depth() : telemetry.waiting(signal);
    }

    @Override
    public Optional<Sampling> sampling() {
        return Optional.of(telemetry::isSampled);
    }

    @Override
    public CompletionStage<Void> flush() {
        return queue.flush();
    }

    @Override
    public void close() {
        queue.close();
        own.close();
        telemetry.close();
    }
}
