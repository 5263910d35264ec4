package dev.sluice.core.spi;

import dev.sluice.core.call.EventLoop;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a provider needs to serve the Assistants API itself.
 *
 * @param stores where everything is kept
 * @param models what runs are executed on
 * @param loops gives an event loop to whatever outlives the call that began it; one after the other
 * @param embeddingModel the model that says what pieces of files mean; empty where files are searched by words
 */
public record AssistantServices(
        AssistantStores stores, ModelCaller models, Supplier<EventLoop> loops, Optional<String> embeddingModel) {
    /** Services where files are searched by words. */
    public AssistantServices(AssistantStores stores, ModelCaller models, Supplier<EventLoop> loops) {
        this(stores, models, loops, Optional.empty());
    }
}
