package dev.sluice.logging.otel;

import dev.sluice.core.spi.LogSink;
import dev.sluice.core.spi.LogSinkFactory;
import dev.sluice.core.spi.SinkServices;

/** {@code callbacks: [prometheus]}. */
public final class PrometheusSinkFactory implements LogSinkFactory {
    @Override
    public String name() {
        return PrometheusSink.NAME;
    }

    @Override
    public LogSink create(SinkServices services) {
        return PrometheusSink.open(services.environment(), services.vitals());
    }

    @Override
    public boolean hasOwnQueue() {
        return true;
    }
}
