package dev.sluice.testkit.contract;

import dev.sluice.core.secret.Secret;
import dev.sluice.core.spi.KeyStore;
import dev.sluice.testkit.StaticKeys;
import java.util.Map;
import org.jspecify.annotations.Nullable;

class StaticKeysTest extends KeyStoreContract {
    @Override
    protected KeyStore newKeyStore(@Nullable Secret acceptedKey, Map<String, String> environment) {
        return new StaticKeys(acceptedKey, environment);
    }
}
