package dev.sluice.provider.azure;

import dev.sluice.core.routing.Account;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.spi.Provider;
import dev.sluice.core.spi.Services;
import dev.sluice.testkit.contract.RemoteProviderContract;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;

/** What every remote provider must do, on each surface and with each kind of credential that is at hand at once. */
final class AzureProviderContractTest {
    abstract static class Contract extends RemoteProviderContract {
        @Override
        protected Provider newProvider(Services services) {
            return new AzureProviderFactory().create(services);
        }

        @Override
        protected Deployment newDeployment(Account account) {
            return Deployment.of("d", "gpt-4o", AzureProvider.TYPE, "chat-eu", changed(account));
        }

        abstract Account changed(Account account);
    }

    @Nested
    final class V1 extends Contract {
        @Override
        Account changed(Account account) {
            return account;
        }
    }

    @Nested
    final class Classic extends Contract {
        @Override
        Account changed(Account account) {
            return new Account(account.base(), account.key(), account.organization(), Optional.of("2024-10-21"));
        }
    }

    @Nested
    final class WithToken extends Contract {
        @Override
        Account changed(Account account) {
            return new Account(
                    account.base(),
                    Optional.empty(),
                    account.organization(),
                    Optional.of("2024-10-21"),
                    account.key().stream().collect(Collectors.toMap(key -> "azure_ad_token", key -> key)));
        }
    }

    @Nested
    final class InProject extends Contract {
        @Override
        Account changed(Account account) {
            return new Account(
                    account.base().map(base -> base + "/api/projects/p"),
                    account.key(),
                    account.organization(),
                    account.apiVersion(),
                    Map.of());
        }
    }
}
