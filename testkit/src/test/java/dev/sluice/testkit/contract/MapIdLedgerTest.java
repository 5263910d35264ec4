package dev.sluice.testkit.contract;

import dev.sluice.core.routing.Home;
import dev.sluice.core.spi.IdLedger;
import dev.sluice.testkit.MapIdLedger;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

class MapIdLedgerTest extends IdLedgerContract {
    private final ConcurrentMap<String, Home> homes = new ConcurrentHashMap<>();

    @Override
    protected IdLedger open() {
        return new MapIdLedger(homes);
    }
}
