package dev.sluice.testkit.contract;

import dev.sluice.core.memory.MemoryStores;
import dev.sluice.core.spi.AssistantStores;

class MemoryFileIndexTest extends FileIndexContract {
    @Override
    protected AssistantStores newStores() {
        return MemoryStores.create();
    }
}
