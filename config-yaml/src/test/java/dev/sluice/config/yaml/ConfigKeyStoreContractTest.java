package dev.sluice.config.yaml;

import dev.sluice.core.config.ServerSettings;
import dev.sluice.core.secret.Secret;
import dev.sluice.core.secret.SecretRef;
import dev.sluice.core.spi.KeyStore;
import dev.sluice.testkit.contract.KeyStoreContract;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class ConfigKeyStoreContractTest extends KeyStoreContract {
    @Override
    protected KeyStore newKeyStore(@Nullable Secret acceptedKey, Map<String, String> environment) {
        ServerSettings server = ServerSettings.DEFAULT;
        Optional<SecretRef> masterKey = Optional.ofNullable(acceptedKey).map(SecretRef.Literal::new);
        return new ConfigKeyStore(
                new ServerSettings(
                        masterKey,
                        server.keyHeaderName(),
                        server.drainTimeout(),
                        server.replayLimit(),
                        server.replayBudget(),
                        server.maxRequestBytes(),
                        server.largestMessage(),
                        server.accessLog()),
                environment);
    }
}
