package dev.sluice.core.spi;

import dev.sluice.core.log.LogEvent;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Takes everything and tells nobody: the sink of a gateway that has none. */
public final class SilentSink implements LogSink {
    @Override
    public void accept(LogEvent event) {}

    @Override
    public CompletionStage<Void> flush() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {}
}
