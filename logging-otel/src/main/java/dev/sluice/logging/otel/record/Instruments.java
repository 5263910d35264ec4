package dev.sluice.logging.otel.record;

import dev.sluice.logging.otel.names.Conventions;
import dev.sluice.logging.otel.names.Metric;
import io.opentelemetry.api.metrics.DoubleCounter;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.function.Consumer;

/** Makes instruments as the table of names describes them. */
public final class Instruments {
    /** The name of what measures. */
    public static final String SCOPE = "dev.sluice";

    private final Meter meter;
    private final Conventions conventions;

    /** Instruments that report to this provider. */
    public Instruments(MeterProvider provider, Conventions conventions) {
        this.meter = provider.get(SCOPE);
        this.conventions = conventions;
    }

    /** Under whose names. */
    public Conventions conventions() {
        return conventions;
    }

    /** A histogram. */
    public DoubleHistogram histogram(Metric metric) {
        return meter.histogramBuilder(metric.in(conventions))
                .setUnit(metric.unit())
                .setDescription(metric.meaning())
                .setExplicitBucketBoundariesAdvice(metric.buckets())
                .build();
    }

    LongCounter counter(Metric metric) {
        return meter.counterBuilder(metric.in(conventions))
                .setUnit(metric.unit())
                .setDescription(metric.meaning())
                .build();
    }

    DoubleCounter fractions(Metric metric) {
        return meter.counterBuilder(metric.in(conventions))
                .ofDoubles()
                .setUnit(metric.unit())
                .setDescription(metric.meaning())
                .build();
    }

    /** A whole number that is asked for whenever metrics are collected. */
    public void observe(Metric metric, Consumer<ObservableLongMeasurement> reading) {
        String name = metric.in(conventions);
        switch (metric.instrument()) {
            case COUNTER ->
                meter.counterBuilder(name)
                        .setUnit(metric.unit())
                        .setDescription(metric.meaning())
                        .buildWithCallback(reading);
            case UP_DOWN_COUNTER ->
                meter.upDownCounterBuilder(name)
                        .setUnit(metric.unit())
                        .setDescription(metric.meaning())
                        .buildWithCallback(reading);
            default ->
                meter.gaugeBuilder(name)
                        .ofLongs()
                        .setUnit(metric.unit())
                        .setDescription(metric.meaning())
                        .buildWithCallback(reading);
        }
    }

    /** A fraction that is asked for whenever metrics are collected. */
    public void observeFraction(Metric metric, Consumer<ObservableDoubleMeasurement> reading) {
        String name = metric.in(conventions);
        switch (metric.instrument()) {
            case COUNTER ->
                meter.counterBuilder(name)
                        .ofDoubles()
                        .setUnit(metric.unit())
                        .setDescription(metric.meaning())
                        .buildWithCallback(reading);
            default ->
                meter.gaugeBuilder(name)
                        .setUnit(metric.unit())
                        .setDescription(metric.meaning())
                        .buildWithCallback(reading);
        }
    }
}
