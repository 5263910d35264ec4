package dev.sluice.testkit.contract;

import dev.sluice.core.routing.Account;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.spi.Provider;
import dev.sluice.core.spi.Services;

class PlainProviderTest extends RemoteProviderContract {
    @Override
    protected Provider newProvider(Services services) {
        return new PlainProvider(services);
    }

    @Override
    protected Deployment newDeployment(Account account) {
        return Deployment.of("plain-1", "group", "plain", "", account);
    }
}
