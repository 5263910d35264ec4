package dev.sluice.logging.otel.export;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.LogRecordProcessor;
import io.opentelemetry.sdk.logs.ReadWriteLogRecord;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import java.util.Collection;

/** Keeps the books of log records, before the SDK's queue and behind it. */
final class CountedLogs {
    private CountedLogs() {}

    /**
     * Lets records into the queue as long as there is room.
     *
     * @param queue the SDK's
     */
    record Before(LogRecordProcessor queue, Ledger ledger) implements LogRecordProcessor {
        @Override
        public void onEmit(Context context, ReadWriteLogRecord record) {
            if (ledger.admit()) {
                queue.onEmit(context, record);
            }
        }

        @Override
        public CompletableResultCode shutdown() {
            return queue.shutdown();
        }

        @Override
        public CompletableResultCode forceFlush() {
            return queue.forceFlush();
        }
    }

    /**
     * Counts what was exported.
     *
     * @param exporter sends them
     */
    record Behind(LogRecordExporter exporter, Ledger ledger) implements LogRecordExporter {
        @Override
        public CompletableResultCode export(Collection<LogRecordData> records) {
            return ledger.export(records.size(), () -> exporter.export(records));
        }

        @Override
        public CompletableResultCode flush() {
            return exporter.flush();
        }

        @Override
        public CompletableResultCode shutdown() {
            return exporter.shutdown();
        }
    }
}
