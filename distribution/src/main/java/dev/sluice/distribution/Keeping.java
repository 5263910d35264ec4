package dev.sluice.distribution;

import dev.sluice.core.memory.MemoryStores;
import dev.sluice.core.spi.AssistantStores;
import java.util.Optional;

/**
 * Where a gateway keeps assistants.
 *
 * @param stores the stores; empty for the database of the configuration
 */
record Keeping(Optional<AssistantStores> stores) {
    /** In the database of the configuration. */
    static Keeping inDatabase() {
        return new Keeping(Optional.empty());
    }

    /** In memory: they are gone with the process. */
    static Keeping inMemory() {
        return new Keeping(Optional.of(MemoryStores.create()));
    }
}
