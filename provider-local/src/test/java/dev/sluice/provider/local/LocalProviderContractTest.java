package dev.sluice.provider.local;

import dev.sluice.core.http.Timeouts;
import dev.sluice.core.routing.Account;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.Share;
import dev.sluice.core.spi.JsonCodec;
import dev.sluice.core.spi.Provider;
import dev.sluice.core.spi.Services;
import dev.sluice.testkit.contract.ProviderContract;
import java.util.Map;
import java.util.Optional;

class LocalProviderContractTest extends ProviderContract {
    @Override
    protected Provider newProvider(Services services) {
        return new LocalProvider(services);
    }

    @Override
    protected Deployment newDeployment(Account account) {
        return new Deployment(
                "local-1",
                "demo",
                LocalProvider.TYPE,
                "mock-1",
                account,
                Share.EQUAL,
                Timeouts.DEFAULT,
                Optional.empty(),
                Map.of(Deployment.MOCK_RESPONSE, "Hi"));
    }

    @Override
    protected JsonCodec json() {
        return Local.JSON;
    }
}
