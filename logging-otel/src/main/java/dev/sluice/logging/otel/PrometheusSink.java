package dev.sluice.logging.otel;

import dev.sluice.core.log.LogEvent;
import dev.sluice.core.sink.QueuedSink;
import dev.sluice.core.spi.LogSink;
import dev.sluice.core.spi.MetricsPage;
import dev.sluice.core.vitals.SinkQueue;
import dev.sluice.core.vitals.Vitals;
import dev.sluice.logging.otel.names.Conventions;
import dev.sluice.logging.otel.record.CallMetrics;
import dev.sluice.logging.otel.record.Instruments;
import dev.sluice.logging.otel.scrape.PrometheusPage;
import dev.sluice.logging.otel.scrape.ScrapeReader;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.CardinalityLimitSelector;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Counts calls for Prometheus, which fetches the figures when it wants them: {@code docs/observability.md}. */
public final class PrometheusSink implements LogSink {
    static final String NAME = "prometheus";
    private static final int MOST_SERIES = 2000;

    private final ScrapeReader reader = new ScrapeReader();
    private final SdkMeterProvider provider;
    private final QueuedSink queue;
    private final OwnMetrics own;

    private PrometheusSink(Vitals vitals, Conventions conventions) {
        CardinalityLimitSelector limits = instrument -> MOST_SERIES;
        this.provider =
                SdkMeterProvider.builder().registerMetricReader(reader, limits).build();
        Instruments instruments = new Instruments(provider, conventions);
        CallMetrics metrics = new CallMetrics(instruments);
        this.queue = new QueuedSink(
                NAME, new Work(event -> count(metrics, event), () -> CompletableFuture.completedFuture(null)));
        this.own = new OwnMetrics(instruments, vitals);
        vitals.queue(new SinkQueue(NAME, SinkQueue.EVENTS, queue::depth, queue::dropped));
    }

    /**
     * Starts to count.
     *
     * @param environment where {@code OTEL_SEMCONV_STABILITY_OPT_IN} may be
     * @param vitals what the gateway tells of itself
     */
    public static PrometheusSink open(Map<String, String> environment, Vitals vitals) {
        return new PrometheusSink(vitals, Conventions.of(environment));
    }

    private static void count(CallMetrics metrics, LogEvent event) {
        if (event instanceof LogEvent.Completed call) {
            metrics.record(call);
        } else if (event instanceof LogEvent.RunEnded ended) {
            metrics.record(ended.run());
        }
    }

    @Override
    public void accept(LogEvent event) {
        own.notice(event);
        if (event instanceof LogEvent.Completed || event instanceof LogEvent.RunEnded) {
            queue.accept(event);
        }
    }

    @Override
    public Optional<MetricsPage> page() {
        return Optional.of(new PrometheusPage(reader));
    }

    @Override
    public CompletionStage<Void> flush() {
        return queue.flush();
    }

    @Override
    public void close() {
        queue.close();
        own.close();
        provider.close();
    }
}
