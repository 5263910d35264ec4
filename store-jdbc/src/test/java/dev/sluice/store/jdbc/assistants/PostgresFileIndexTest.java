package dev.sluice.store.jdbc.assistants;

import dev.sluice.core.spi.AssistantStores;
import dev.sluice.store.jdbc.TestDatabases;
import dev.sluice.testkit.contract.FileIndexContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class PostgresFileIndexTest extends FileIndexContract {
    @TempDir
    Path folder = Path.of("");

    private final OpenStores stores = new OpenStores();

    @Override
    protected AssistantStores newStores() {
        return stores.open(TestDatabases.postgres(), folder);
    }

    @AfterEach
    void closeDatabases() {
        stores.close();
    }
}
