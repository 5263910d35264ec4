package dev.sluice.logging.otel.export;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;

/** Keeps the books of spans, before the SDK's queue and behind it. */
final class CountedSpans {
    private CountedSpans() {}

    /**
     * Lets spans into the queue as long as there is room.
     *
     * @param queue the SDK's
     */
    record Before(SpanProcessor queue, Ledger ledger) implements SpanProcessor {
        @Override
        public void onStart(Context parent, ReadWriteSpan span) {}

        @Override
        public boolean isStartRequired() {
            return false;
        }

        @Override
        public void onEnd(ReadableSpan span) {
            if (span.getSpanContext().isSampled() && ledger.admit()) {
                queue.onEnd(span);
            }
        }

        @Override
        public boolean isEndRequired() {
            return true;
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
    record Behind(SpanExporter exporter, Ledger ledger) implements SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            return ledger.export(spans.size(), () -> exporter.export(spans));
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
