package dev.sluice.logging.otel;

import dev.sluice.core.log.LogEvent;
import dev.sluice.core.vitals.Vitals;
import dev.sluice.logging.otel.jvm.GarbageCollections;
import dev.sluice.logging.otel.jvm.JvmMetrics;
import dev.sluice.logging.otel.names.Metric;
import dev.sluice.logging.otel.observe.GatewayMetrics;
import dev.sluice.logging.otel.observe.Open;
import dev.sluice.logging.otel.record.Instruments;

/** The metrics of the gateway and the JVM themselves, which every sink of metrics has. */
final class OwnMetrics implements AutoCloseable {
    private final Open open = new Open();
    private final GarbageCollections collections;

    OwnMetrics(Instruments instruments, Vitals vitals) {
        open.observe(instruments);
        GatewayMetrics.observe(vitals, instruments);
        JvmMetrics.observe(instruments, instruments.conventions());
        collections =
                GarbageCollections.record(instruments.histogram(Metric.JVM_GC_DURATION), instruments.conventions());
    }

    void notice(LogEvent event) {
        open.notice(event);
    }

    @Override
    public void close() {
        collections.close();
    }
}
