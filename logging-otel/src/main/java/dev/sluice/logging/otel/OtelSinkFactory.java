package dev.sluice.logging.otel;

import dev.sluice.core.spi.LogSink;
import dev.sluice.core.spi.LogSinkFactory;
import dev.sluice.core.spi.SinkServices;

/** {@code callbacks: [otel]}. */
public final class OtelSinkFactory implements LogSinkFactory {
    @Override
    public String name() {
        return OtelSink.NAME;
    }

    @Override
    public LogSink create(SinkServices services) {
        return OtelSink.open(services.environment(), services.vitals());
    }

    @Override
    public boolean hasOwnQueue() {
        return true;
    }
}
