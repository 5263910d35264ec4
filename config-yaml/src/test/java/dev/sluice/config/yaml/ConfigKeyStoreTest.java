package dev.sluice.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.call.Principal;
import dev.sluice.core.config.ServerSettings;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.secret.Secret;
import dev.sluice.core.secret.SecretRef;
import dev.sluice.core.spi.KeyStore;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in, and which secret is behind a reference. */
class ConfigKeyStoreTest {
    private static final String KEY = "sk-0123456789abcdef";

    private static KeyStore store(Path folder, String yaml, Map<String, String> environment) {
        LoadedConfig loaded = new Loading(folder).write(yaml).load(environment);
        return new ConfigKeyStore(loaded.config().orElseThrow().server(), loaded.environment());
    }

    private static Optional<Principal> ask(KeyStore store, @Nullable String key) {
        return store.authenticate(key == null ? null : Secret.of(key))
                .toCompletableFuture()
                .getNow(Optional.of(new Principal("not answered at once")));
    }

    @Test
    void without_a_master_key_everybody_is_anonymous(@TempDir Path folder) {
        KeyStore store = store(folder, "{}", Map.of());

        assertThat(ask(store, null)).contains(Principal.ANONYMOUS);
        assertThat(ask(store, "anything")).contains(Principal.ANONYMOUS);
    }

    @Test
    void only_the_master_key_opens(@TempDir Path folder) {
        KeyStore store = store(folder, "general_settings: {master_key: " + KEY + "}", Map.of());

        assertThat(ask(store, KEY)).contains(Principal.MASTER);
        assertThat(ask(store, null)).isEmpty();
        assertThat(ask(store, "")).isEmpty();
        assertThat(ask(store, KEY + " ")).isEmpty();
        assertThat(ask(store, KEY.substring(1))).isEmpty();
    }

    @Test
    void the_master_key_may_come_from_the_environment_and_from_the_file_s_own_variables(@TempDir Path folder) {
        KeyStore outer = store(folder, "{}", Map.of("LITELLM_MASTER_KEY", KEY));
        KeyStore inner = store(
                folder,
                "{environment_variables: {MINE: " + KEY + "}, general_settings: {master_key: os.environ/MINE}}",
                Map.of("MINE", "other"));

        assertThat(ask(outer, KEY)).contains(Principal.MASTER);
        assertThat(ask(inner, KEY)).contains(Principal.MASTER);
        assertThat(ask(inner, "other")).isEmpty();
    }

    @Test
    void references_lead_to_secrets() {
        KeyStore store = new ConfigKeyStore(ServerSettings.DEFAULT, Map.of("A", "value"));

        assertThat(store.resolve(new SecretRef.Environment("A")).reveal()).isEqualTo("value");
        assertThat(store.resolve(new SecretRef.Literal(Secret.of("literal"))).reveal())
                .isEqualTo("literal");
        assertThatThrownBy(() -> store.resolve(new SecretRef.Environment("B")))
                .isInstanceOfSatisfying(GatewayException.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(ErrorKind.NO_UPSTREAM);
                    assertThat(failure.getMessage()).contains("B").doesNotContain("value");
                });
    }

    @Test
    void a_callers_stage_cannot_change_the_answer_of_others(@TempDir Path folder) {
        KeyStore store = store(folder, "general_settings: {master_key: " + KEY + "}", Map.of());
        store.authenticate(null).toCompletableFuture().obtrudeValue(Optional.of(Principal.MASTER));

        assertThat(ask(store, null)).isEmpty();
    }
}
