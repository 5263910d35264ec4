package dev.sluice.logging.otel;

import dev.sluice.core.spi.LogSink;
import dev.sluice.core.vitals.Vitals;
import dev.sluice.testkit.contract.LogSinkContract;
import java.util.Map;

/** A collector's place is taken by the test's own target. */
class OtelSinkContractTest extends LogSinkContract {
    @Override
    protected LogSink newLogSink(Target target) {
        TargetExporters.target(target);
        return OtelSink.open(
                Map.of(
                        "OTEL_TRACES_EXPORTER", "none",
                        "OTEL_METRICS_EXPORTER", "none",
                        "OTEL_LOGS_EXPORTER", TargetExporters.NAME,
                        "OTEL_BLRP_SCHEDULE_DELAY", "50"),
                new Vitals());
    }
}
