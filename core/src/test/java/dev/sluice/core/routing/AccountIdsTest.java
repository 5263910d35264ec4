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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    private static String at(String provider, String base) {
        Account account = new Account(
                Optional.of(base), Optional.of(secret("key")), Optional.empty(), Optional.empty(), Map.of());
        return AccountIds.of(Deployment.of("d", "g", provider, "m", account), KEYS::resolve);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://res.openai.azure.com/",
                "https://res.openai.azure.com/openai",
                "https://res.openai.azure.com/openai/",
                "https://res.openai.azure.com/openai/v1",
                "https://res.openai.azure.com/openai/v1/",
                "https://res.openai.azure.com/openai/deployments/gpt-4o",
                "https://res.openai.azure.com/openai/deployments/other%20one/",
                "https://RES.OpenAI.Azure.com",
                "HTTPS://res.openai.azure.com",
                "https://res.openai.azure.com:443",
                "https://Res.openai.azure.com:443/openai/v1/",
                " https://res.openai.azure.com ",
            })
    void howeverItIsWrittenAResourceOfAzuresIsOneAccount(String base) {
        assertThat(at("azure", base)).isEqualTo(at("azure", "https://res.openai.azure.com"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://other.openai.azure.com",
                "http://res.openai.azure.com",
                "https://res.openai.azure.com:8443",
                "https://res.openai.azure.com/team",
                "https://res.openai.azure.com/openai/v2",
                "https://res.openai.azure.com/openai/deployments",
                "https://res.openai.azure.com/api/projects/one",
            })
    void anotherPlaceIsAnother(String base) {
        assertThat(at("azure", base)).isNotEqualTo(at("azure", "https://res.openai.azure.com"));
    }

    @Test
    void behindAProxyTheResourceIsItsPath() {
        assertThat(at("azure", "https://proxy/team/openai/v1")).isEqualTo(at("azure", "https://proxy/team"));
        assertThat(at("azure", "https://proxy/team")).isNotEqualTo(at("azure", "https://proxy/Team"));
    }

    @Test
    void whoWritesNoBaseMeansOpenAis() {
        Account none =
                new Account(Optional.empty(), Optional.of(secret("key")), Optional.empty(), Optional.empty(), Map.of());
        String id = AccountIds.of(Deployment.of("d", "g", "openai", "m", none), KEYS::resolve);

        assertThat(id)
                .isEqualTo(at("openai", "https://api.openai.com"))
                .isEqualTo(at("openai", "https://api.openai.com/v1/"))
                .isNotEqualTo(at("openai", "https://eu.api.openai.com/v1"));
    }

    @Test
    void elsewhereOnlyTheVersionIsImplied() {
        assertThat(at("openai", "https://Host:443/v1/")).isEqualTo(at("openai", "https://host"));
        assertThat(at("openai", "https://host/openai")).isNotEqualTo(at("openai", "https://host"));
        assertThat(at("openai", "no url")).isEqualTo(at("openai", " no url"));
    }

    @Test
    void anotherTokenIsNot() {
        assertThat(id("azure_ad_token", "a")).isEqualTo(id("azure_ad_token", "b"));
    }
}
