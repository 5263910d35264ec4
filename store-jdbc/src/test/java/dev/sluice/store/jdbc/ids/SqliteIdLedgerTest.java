package dev.sluice.store.jdbc.ids;

import dev.sluice.core.config.StoreSettings;
import dev.sluice.store.jdbc.TestDatabases;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteIdLedgerTest extends JdbcIdLedgerContract {
    @TempDir
    Path folder = Path.of("");

    @Override
    StoreSettings fresh() {
        return TestDatabases.sqlite(folder);
    }
}
