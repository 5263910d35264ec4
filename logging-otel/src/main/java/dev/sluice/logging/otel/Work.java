package dev.sluice.logging.otel;

import dev.sluice.core.log.LogEvent;
import dev.sluice.core.spi.LogSink;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done with events behind their queue.
 *
 * @param each what is done with one; a failure is a bug of ours, and told
 * @param rest completes when what was made of those before is out
 */
record Work(Consumer<LogEvent> each, Supplier<CompletionStage<Void>> rest) implements LogSink {
    private static final Logger LOG = LoggerFactory.getLogger(Work.class);

    @Override
    public void accept(LogEvent event) {
        try {
            each.accept(event);
        } catch (RuntimeException bug) {
            LOG.error("An event cannot be told", bug);
            throw bug;
        }
    }

    @Override
    public CompletionStage<Void> flush() {
        return rest.get();
    }

    /** Whoever made it ends what it tells. */
    @Override
    public void close() {}
}
