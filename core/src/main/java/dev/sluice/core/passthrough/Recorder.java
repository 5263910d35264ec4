package dev.sluice.core.passthrough;

import dev.sluice.core.log.CallContent;
import dev.sluice.core.log.KnownRoutes;
import dev.sluice.core.spi.ContentSink;
import dev.sluice.core.spi.LogSink;
import dev.sluice.core.trace.Tracing;
import java.time.Clock;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What the record of every call is made with. Thread-safe.
 *
 * @param sink takes it
 * @param tracing gives calls their place in a trace
 * @param routes what calls are about
 * @param servers where deployments are
 * @param pricing what calls cost
 * @param clock the time of day
 * @param nanos a monotonic time in nanoseconds
 */
record Recorder(
        LogSink sink,
        Tracing tracing,
        KnownRoutes routes,
        Servers servers,
        Pricing pricing,
        Clock clock,
        LongSupplier nanos) {
    static Recorder of(LogSink sink, Dispatcher dispatcher, LongSupplier nanos) {
        return new Recorder(
                sink,
                new Tracing(dispatcher.random(), sink.sampling()),
                new KnownRoutes(),
                new Servers(),
                dispatcher.pricing(),
                dispatcher.clock(),
                nanos);
    }

    /** Where to keep what is said in a call; empty where nobody may know. */
    Optional<Content> contentOf(GatewayRequest request) {
        return sink instanceof ContentSink knowing && knowing.wantsContent() && !Content.isUnwanted(request.headers())
                ? Optional.of(new Content())
                : Optional.empty();
    }

    /** Tells what was said to those who may know. */
    void tell(CallContent content) {
        if (sink instanceof ContentSink knowing) {
            knowing.content(content);
        }
    }

    /** The record of a call whose head has arrived. */
    CallRecord received(GatewayRequest request) {
        CallRecord record = new CallRecord(request, this);
        record.received();
        return record;
    }
}
