package dev.sluice.store.jdbc.ids;

import dev.sluice.core.config.StoreSettings;
import dev.sluice.store.jdbc.TestDatabases;

class PostgresIdLedgerTest extends JdbcIdLedgerContract {
    @Override
    StoreSettings fresh() {
        return TestDatabases.postgres();
    }
}
