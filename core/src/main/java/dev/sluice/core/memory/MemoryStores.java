package dev.sluice.core.memory;

import dev.sluice.core.spi.AssistantStores;

/** Makes stores that forget everything with the process. */
public final class MemoryStores {
    private MemoryStores() {}

    /** An empty store. */
    public static AssistantStores create() {
        MemoryAssistantStore store = new MemoryAssistantStore();
        return new AssistantStores(store, store, store, new MemoryFileContents(), store);
    }
}
