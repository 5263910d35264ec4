package dev.sluice.examples.echo;

import dev.sluice.codec.jsonb.JsonbCodec;
import dev.sluice.core.routing.Account;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.spi.JsonCodec;
import dev.sluice.core.spi.Provider;
import dev.sluice.core.spi.Services;
import dev.sluice.testkit.contract.ProviderContract;

/** The testkit's contract, which every provider must keep. */
class EchoProviderContractTest extends ProviderContract {
    @Override
    protected Provider newProvider(Services services) {
        return new EchoProviderFactory().create(services);
    }

    @Override
    protected Deployment newDeployment(Account account) {
        return Deployment.of("echo-1", "greeter", "echo", "anything", account);
    }

    @Override
    protected JsonCodec json() {
        return new JsonbCodec();
    }
}
