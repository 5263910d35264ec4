package dev.sluice.logging.otel;

import static java.util.Objects.requireNonNull;

import dev.sluice.testkit.contract.LogSinkContract.Target;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.logs.ConfigurableLogRecordExporterProvider;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicReference;

/** An exporter that is named in the configuration, found by the service loader, and writes to the target of a test. */
public final class TargetExporters implements ConfigurableLogRecordExporterProvider {
    static final String NAME = "test-target";
    private static final AtomicReference<Target> CURRENT = new AtomicReference<>(line -> {});

    static void target(Target target) {
        CURRENT.set(target);
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public LogRecordExporter createExporter(ConfigProperties config) {
        return new ToTarget(requireNonNull(CURRENT.get()));
    }

    private record ToTarget(Target target) implements LogRecordExporter {
        @Override
        public CompletableResultCode export(Collection<LogRecordData> records) {
            records.forEach(record -> target.write(record.getAttributes().toString()));
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
