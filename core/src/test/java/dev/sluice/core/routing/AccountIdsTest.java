package dev.sluice.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.call.Principal;
import dev.sluice.core.secret.Secret;
import dev.sluice.core.secret.SecretRef;
import dev.sluice.core.spi.KeyStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What makes an account another one. */
class AccountIdsTest {
    private static final KeyStore KEYS = new KeyStore() {
        @Override
        public CompletionStage<Optional<Principal>> authenticate(@Nullable Secret presented) {
            throw new IllegalStateException("Nobody calls here");
        }

        @Override
        public Secret resolve(SecretRef reference) {
            return ((SecretRef.Literal) reference).secret();
        }
    };

    private static SecretRef secret(String value) {
        return new SecretRef.Literal(Secret.of(value));
    }

    private static String id(String... namesAndSecrets) {
        Map<String, SecretRef> secrets = new HashMap<>();
        for (int i = 0; i < namesAndSecrets.length; i += 2) {
            secrets.put(namesAndSecrets[i], secret(namesAndSecrets[i + 1]));
        }
        Account account =
                new Account(Optional.of("https://host"), Optional.empty(), Optional.empty(), Optional.empty(), secrets);
        return AccountIds.of(Deployment.of("d", "g", "test", "m", account), KEYS::resolve);
    }

    @Test
    void otherSecretsAreAnotherAccount() {
        String id = id("client_id", "a", "client_secret", "b");

        assertThat(id).matches("[0-9a-f]{24}").isEqualTo(id("client_secret", "b", "client_id", "a"));
        assertThat(id)
                .isNotEqualTo(id("client_id", "b", "client_secret", "a"))
                .isNotEqualTo(id("client_id", "a"))
                .isNotEqualTo(id());
    }

    @Test
    void anotherTokenIsNot() {
        assertThat(id("azure_ad_token", "a")).isEqualTo(id("azure_ad_token", "b"));
    }
}
