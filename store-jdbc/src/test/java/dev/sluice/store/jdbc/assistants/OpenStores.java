package dev.sluice.store.jdbc.assistants;

import dev.sluice.core.config.StoreSettings;
import dev.sluice.core.spi.AssistantStores;
import dev.sluice.store.jdbc.Database;
import dev.sluice.store.jdbc.TestDatabases;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Stores in databases of their own, which are closed together. */
final class OpenStores implements AutoCloseable {
    private final List<Database> databases = new ArrayList<>();
    private final List<AssistantStores> stores = new ArrayList<>();

    AssistantStores open(StoreSettings settings, Path folder) {
        Database database = TestDatabases.open(settings);
        databases.add(database);
        AssistantStores opened = JdbcAssistantStores.open(database, folder, Clock.systemUTC());
        stores.add(opened);
        return opened;
    }

    @Override
    public void close() {
        stores.forEach(each -> each.objects().close());
        stores.clear();
        databases.forEach(Database::close);
        databases.clear();
    }
}
