package dev.sluice.logging.otel.export;

import dev.sluice.logging.otel.record.GivenIds;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentSelector;
import io.opentelemetry.sdk.metrics.SdkMeterProviderBuilder;
import io.opentelemetry.sdk.metrics.View;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** The SDK of one gateway, by the variables of OpenTelemetry. Thread-safe. */
public final class Telemetry implements AutoCloseable {
    private static final HexFormat HEX = HexFormat.of();
    private static final int QUEUE = 2048;
    private static final Sampler ALL = Sampler.parentBased(Sampler.alwaysOn());

    /** Under which the SDK counts itself, whichever names the environment has it use. */
    private static final List<String> OWN_SCOPES = List.of(
            "io.opentelemetry.sdk.trace",
            "io.opentelemetry.sdk.logs",
            "io.opentelemetry.sdk.metrics",
            "io.opentelemetry.exporters.otlp-http",
            "io.opentelemetry.exporters.otlp_http_span_exporter",
            "io.opentelemetry.exporters.otlp_http_log_exporter",
            "io.opentelemetry.exporters.otlp_http_metric_exporter");

    private final OpenTelemetrySdk sdk;
    private final GivenIds ids = new GivenIds();
    private final Map<Signal, Ledger> ledgers = new EnumMap<>(Signal.class);
    private final Duration patience;
    private volatile boolean closed;
    private volatile Sampler sampler = ALL;

    private Telemetry(Map<String, String> properties, Duration patience) {
        this.patience = patience;
        ledgers.put(Signal.SPANS, new Ledger(room(properties, "otel.bsp.max.queue.size")));
        ledgers.put(Signal.LOGS, new Ledger(room(properties, "otel.blrp.max.queue.size")));
        ledgers.put(Signal.METRICS, new Ledger(0));
        this.sdk = configure(properties);
    }

    private static long room(Map<String, String> properties, String name) {
        try {
            return Long.parseLong(properties.getOrDefault(name, Integer.toString(QUEUE)));
        } catch (NumberFormatException told) {
            // The SDK refuses it with a message of its own.
            return QUEUE;
        }
    }

    /**
     * Starts to export.
     *
     * @param environment where the {@code OTEL_*} variables are
     * @param patience how long closing waits for what is left
     * @throws IllegalArgumentException where they ask for what cannot be, in words for whoever wrote them
     */
    public static Telemetry open(Map<String, String> environment, Duration patience) {
        SdkMessages.redirect();
        Map<String, String> properties = OtelProperties.of(environment);
        try {
            return new Telemetry(properties, patience);
        } catch (RuntimeException wrong) {
            // Not its cause: the SDK repeats what it cannot read, and headers hold keys.
            throw new IllegalArgumentException("The OTEL_* variables cannot be used: "
                    + withoutHeaders(String.valueOf(wrong.getMessage()), properties));
        }
    }

    private static String withoutHeaders(String message, Map<String, String> properties) {
        String told = message;
        for (Map.Entry<String, String> each : properties.entrySet()) {
            if (each.getKey().endsWith("headers") && !each.getValue().isBlank()) {
                told = told.replace(each.getValue(), "***");
            }
        }
        return told;
    }

    private OpenTelemetrySdk configure(Map<String, String> properties) {
        return AutoConfiguredOpenTelemetrySdk.builder()
                .disableShutdownHook()
                .setServiceClassLoader(Telemetry.class.getClassLoader())
                .addPropertiesCustomizer(before -> properties)
                .addResourceCustomizer((resource, config) -> instance().merge(resource))
                .addSamplerCustomizer(this::noteSampler)
                .addTracerProviderCustomizer((provider, config) -> provider.setIdGenerator(ids))
                .addMeterProviderCustomizer((provider, config) -> withoutOwnMetrics(provider))
                .addSpanProcessorCustomizer((queue, config) -> new CountedSpans.Before(queue, of(Signal.SPANS)))
                .addLogRecordProcessorCustomizer((queue, config) -> new CountedLogs.Before(queue, of(Signal.LOGS)))
                .addSpanExporterCustomizer((exporter, config) -> new CountedSpans.Behind(exporter, of(Signal.SPANS)))
                .addLogRecordExporterCustomizer((exporter, config) -> new CountedLogs.Behind(exporter, of(Signal.LOGS)))
                .addMetricExporterCustomizer((exporter, config) -> new CountedMetrics(exporter, of(Signal.METRICS)))
                .build()
                .getOpenTelemetrySdk();
    }

    private Ledger of(Signal signal) {
        Ledger ledger = ledgers.get(signal);
        if (ledger == null) {
            throw new IllegalArgumentException(signal + " have no queue here");
        }
        return ledger;
    }

    private static Resource instance() {
        return Resource.create(Attributes.of(
                AttributeKey.stringKey("service.instance.id"), UUID.randomUUID().toString()));
    }

    private Sampler noteSampler(Sampler configured, ConfigProperties config) {
        sampler = configured;
        return configured;
    }

    /** The SDK counts itself under names of its own; our books tell the same. */
    private static SdkMeterProviderBuilder withoutOwnMetrics(SdkMeterProviderBuilder provider) {
        View none = View.builder().setAggregation(Aggregation.drop()).build();
        for (String scope : OWN_SCOPES) {
            provider.registerView(
                    InstrumentSelector.builder().setMeterName(scope).build(), none);
        }
        return provider;
    }

    /** What to tell it by. */
    public OpenTelemetry openTelemetry() {
        return sdk;
    }

    /** Where its tracer takes ids from. */
    public GivenIds ids() {
        return ids;
    }

    /** Whether a trace that begins here is recorded. */
    public boolean isSampled(long traceHigh, long traceLow) {
        if (sampler.equals(ALL)) {
            return true;
        }
        String id = HEX.toHexDigits(traceHigh) + HEX.toHexDigits(traceLow);
        return sampler.shouldSample(Context.root(), id, "", SpanKind.SERVER, Attributes.empty(), List.of())
                        .getDecision()
                == SamplingDecision.RECORD_AND_SAMPLE;
    }

    /** How many wait to be exported. */
    public long waiting(Signal signal) {
        return of(signal).waiting();
    }

    /** How many were not exported and never will be. */
    public long dropped(Signal signal) {
        return of(signal).dropped();
    }

    /** Completes when everything told before was exported or given up. */
    public CompletionStage<Void> flush() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        if (closed) {
            // The SDK's batches would wait for a thread that is gone.
            done.complete(null);
            return done;
        }
        CompletableResultCode.ofAll(List.of(
                        sdk.getSdkTracerProvider().forceFlush(),
                        sdk.getSdkLoggerProvider().forceFlush(),
                        sdk.getSdkMeterProvider().forceFlush()))
                .whenComplete(() -> done.complete(null));
        return done;
    }

    /** Exports what is left, for a bounded time, and ends. */
    @Override
    public void close() {
        closed = true;
        sdk.shutdown().join(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
}
