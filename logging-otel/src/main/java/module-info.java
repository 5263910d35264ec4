/** The record of every call: a line of JSON, OpenTelemetry, Prometheus. */
module dev.sluice.logging.otel {
    requires transitive dev.sluice.core;
    requires io.opentelemetry.api;
    requires io.opentelemetry.context;
    requires io.opentelemetry.exporter.otlp;
    requires io.opentelemetry.sdk;
    requires io.opentelemetry.sdk.autoconfigure;
    requires io.opentelemetry.sdk.autoconfigure.spi;
    requires io.opentelemetry.sdk.common;
    requires io.opentelemetry.sdk.logs;
    requires io.opentelemetry.sdk.metrics;
    requires io.opentelemetry.sdk.trace;
    requires java.logging;
    requires java.management;
    requires jdk.management;
    requires static org.jspecify;
    requires org.slf4j;

    exports dev.sluice.logging.otel;
    exports dev.sluice.logging.otel.export;

    provides dev.sluice.core.spi.LogSinkFactory with
            dev.sluice.logging.otel.OtelSinkFactory,
            dev.sluice.logging.otel.PrometheusSinkFactory;
}
