package dev.sluice.testkit.contract;

import dev.sluice.core.memory.MemoryStores;
import dev.sluice.core.spi.AssistantStores;

class MemoryFileContentsTest extends FileContentsContract {
    @Override
    protected AssistantStores newStores() {
        return MemoryStores.create();
    }
}
