package dev.sluice.store.jdbc.ids;

import dev.sluice.core.config.StoreSettings;
import dev.sluice.core.spi.IdLedger;
import dev.sluice.store.jdbc.Database;
import dev.sluice.store.jdbc.TestDatabases;
import dev.sluice.testkit.contract.IdLedgerContract;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract of the port, with a database of its own for each ledger, as if each were a process. */
abstract class JdbcIdLedgerContract extends IdLedgerContract {
    private final List<Database> opened = new ArrayList<>();
    private StoreSettings settings = StoreSettings.DEFAULT;

    abstract StoreSettings fresh();

    @BeforeEach
    void make() {
        settings = fresh();
    }

    @AfterEach
    void end() {
        opened.forEach(Database::close);
    }

    @Override
    protected IdLedger open() {
        Database database = TestDatabases.open(settings);
        opened.add(database);
        return JdbcIdLedger.open(database, LedgerLimits.perKind(1_000_000), Clock.systemUTC(), System::nanoTime);
    }
}
