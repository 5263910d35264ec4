package dev.sluice.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.call.Principal;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.secret.Secret;
import dev.sluice.core.secret.SecretRef;
import dev.sluice.core.spi.KeyStore;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link KeyStore} must do. A subclass says how one is made that knows the keys of this class. */
public abstract class KeyStoreContract {
    /** The one key that is accepted. */
    protected static final String KEY = "sk-Contract-0123456789abcdefABCDEF";

    /** The name of a variable that is set. */
    protected static final String VARIABLE = "SLUICE_CONTRACT_KEY";

    /** The name of a variable that is not set. */
    protected static final String MISSING = "SLUICE_CONTRACT_MISSING";

    private static final String UPSTREAM_KEY = "sk-upstream-canary-5f1c";
    private static final int HUGE = 1 << 20;

    /**
     * A key store that accepts one key.
     *
     * @param acceptedKey the key, or null for a store that asks nobody for one
     * @param environment every variable of the environment
     */
    protected abstract KeyStore newKeyStore(@Nullable Secret acceptedKey, Map<String, String> environment);

    private KeyStore store() {
        return newKeyStore(Secret.of(KEY), Map.of(VARIABLE, UPSTREAM_KEY));
    }

    private static Optional<Principal> authenticate(KeyStore store, @Nullable Secret presented) {
        return Stages.await(store.authenticate(presented));
    }

    @Test
    void theKeyIsAcceptedEachTime() {
        KeyStore store = store();
        Optional<Principal> first = authenticate(store, Secret.of(KEY));
        assertThat(first).isPresent();
        assertThat(authenticate(store, Secret.of(KEY))).isEqualTo(first);
    }

    @Test
    void thePrincipalsNameIsNotTheKey() {
        Principal principal = authenticate(store(), Secret.of(KEY)).orElseThrow();
        assertThat(principal.name()).isNotBlank();
        assertThat(principal.toString()).doesNotContain(KEY).doesNotContain(KEY.substring(0, 16));
    }

    @Test
    void noKeyIsRefused() {
        assertThat(authenticate(store(), null)).isEmpty();
    }

    /** Keys that resemble the right one. */
    static List<String> nearMisses() {
        return List.of(
                "",
                " ",
                KEY.substring(0, KEY.length() - 1),
                KEY.substring(1),
                KEY.substring(0, 20),
                KEY + "0",
                KEY + " ",
                KEY + "\n",
                KEY + "\u0000",
                " " + KEY,
                KEY + KEY,
                KEY.toLowerCase(Locale.ROOT),
                KEY.toUpperCase(Locale.ROOT),
                KEY.replace('0', 'O'),
                "Bearer " + KEY,
                "***",
                "null",
                KEY.replace('-', '\u2010'),
                new StringBuilder(KEY).reverse().toString());
    }

    @ParameterizedTest
    @MethodSource("nearMisses")
    void aNearMissIsRefused(String presented) {
        assertThat(authenticate(store(), Secret.of(presented))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "' OR '1'='1",
                "' OR 1=1--",
                "\" OR \"\"=\"",
                "') OR ('x'='x",
                "sk-'; DROP TABLE keys;--",
                "' UNION SELECT NULL,NULL,NULL--",
                "1; SELECT pg_sleep(10)--",
                "%' OR name LIKE '%",
                "admin'/*",
                "\\' OR 1=1#",
                "{\"$ne\":null}",
                "*)(uid=*))(|(uid=*",
                "${env:SLUICE_CONTRACT_KEY}",
                "${jndi:ldap://127.0.0.1/a}",
                "os.environ/SLUICE_CONTRACT_KEY",
                "{{7*7}}",
                "../../etc/passwd",
                "%00",
                "\uD800"
            })
    void anInjectionIsJustAWrongKey(String presented) {
        assertThat(authenticate(store(), Secret.of(presented))).isEmpty();
    }

    @Test
    void aVeryLongKeyIsJustAWrongKey() {
        assertThat(authenticate(store(), Secret.of("k".repeat(HUGE)))).isEmpty();
        assertThat(authenticate(store(), Secret.of(KEY + "k".repeat(HUGE)))).isEmpty();
    }

    @Test
    void aRefusalDoesNotSpoilTheNextAnswer() {
        KeyStore store = store();
        nearMisses().forEach(wrong -> authenticate(store, Secret.of(wrong)));
        assertThat(authenticate(store, Secret.of(KEY))).isPresent();
        nearMisses()
                .forEach(wrong ->
                        assertThat(authenticate(store, Secret.of(wrong))).isEmpty());
    }

    @Test
    void manyAskAtOnce() {
        KeyStore store = store();
        List<CompletableFuture<Boolean>> answers = IntStream.range(0, 200)
                .mapToObj(i ->
                        CompletableFuture.supplyAsync(() -> authenticate(store, Secret.of(i % 2 == 0 ? KEY : KEY + i))
                                        .isPresent()
                                == (i % 2 == 0)))
                .toList();
        answers.forEach(right -> assertThat(Stages.await(right)).isTrue());
    }

    @Test
    void aStoreWithoutKeysAsksForNone() {
        KeyStore open = newKeyStore(null, Map.of());
        assertThat(authenticate(open, null)).isPresent();
        assertThat(authenticate(open, Secret.of("anything"))).isPresent();
    }

    @Test
    void aLiteralResolvesToItself() {
        Secret literal = Secret.of(UPSTREAM_KEY);
        assertThat(store().resolve(new SecretRef.Literal(literal))).isEqualTo(literal);
    }

    @Test
    void aVariableResolvesToItsValue() {
        assertThat(store().resolve(new SecretRef.Environment(VARIABLE)).reveal())
                .isEqualTo(UPSTREAM_KEY);
    }

    @Test
    void aMissingVariableIsNamedAndNothingElseIs() {
        assertThatThrownBy(() -> store().resolve(new SecretRef.Environment(MISSING)))
                .isInstanceOfSatisfying(GatewayException.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(ErrorKind.NO_UPSTREAM);
                    assertThat(failure.getMessage())
                            .contains(MISSING)
                            .doesNotContain(UPSTREAM_KEY)
                            .doesNotContain(KEY);
                });
    }

    @Test
    void nothingPrintsASecret() {
        KeyStore store = store();
        Secret secret = store.resolve(new SecretRef.Environment(VARIABLE));
        String printed = store + " " + secret + " " + new SecretRef.Literal(secret);
        assertThat(printed).doesNotContain(KEY).doesNotContain(UPSTREAM_KEY);
    }
}
