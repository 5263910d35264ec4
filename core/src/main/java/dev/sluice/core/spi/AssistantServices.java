package dev.sluice.core.spi;

import dev.sluice.core.call.EventLoop;
import java.util.function.Supplier;

/**
 * What a provider needs to serve the Assistants API itself.
 *
 * @param stores where everything is kept
 * @param models what runs are executed on
 * @param loops gives an event loop to whatever outlives the call that began it; one after the other
 */
public record AssistantServices(AssistantStores stores, ModelCaller models, Supplier<EventLoop> loops) {}
