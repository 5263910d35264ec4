package dev.sluice.testkit.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.call.Principal;
import dev.sluice.core.secret.Secret;
import dev.sluice.core.secret.SecretRef;
import dev.sluice.core.spi.KeyStore;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Key stores that are too kind, or too talkative, break the contract. */
class KeyStoreContractCanFailTest {
    @Test
    void caseMatters() {
        String wrong = KeyStoreContract.KEY.toUpperCase(Locale.ROOT);
        assertBroken(String::equalsIgnoreCase, contract -> contract.aNearMissIsRefused(wrong));
    }

    @Test
    void aPrefixIsNotEnough() {
        String wrong = KeyStoreContract.KEY.substring(0, 20);
        assertBroken(
                (key, presented) ->
                        key.substring(0, 20).equals(presented.substring(0, Math.min(20, presented.length()))),
                contract -> contract.aNearMissIsRefused(wrong));
    }

    @Test
    void queriesAreNotWoven() {
        assertBroken(
                (key, presented) -> key.equals(presented) || presented.contains("OR 1=1"),
                contract -> contract.anInjectionIsJustAWrongKey("' OR 1=1--"));
    }

    @Test
    void everybodyIsNobody() {
        assertBroken((key, presented) -> true, KeyStoreContract::aRefusalDoesNotSpoilTheNextAnswer);
    }

    @Test
    void aFailureTellsNoValue() {
        assertBroken(String::equals, KeyStoreContract::aMissingVariableIsNamedAndNothingElseIs);
        assertBroken(String::equals, KeyStoreContract::nothingPrintsASecret);
    }

    private static void assertBroken(BiPredicate<String, String> same, Consumer<KeyStoreContract> test) {
        assertThatThrownBy(() -> test.accept(new Lax(same))).isInstanceOf(AssertionError.class);
    }

    private static final class Lax extends KeyStoreContract {
        private final BiPredicate<String, String> same;

        Lax(BiPredicate<String, String> same) {
            this.same = same;
        }

        @Override
        protected KeyStore newKeyStore(@Nullable Secret acceptedKey, Map<String, String> environment) {
            return new KeyStore() {
                @Override
                public CompletionStage<Optional<Principal>> authenticate(@Nullable Secret presented) {
                    boolean accepted = acceptedKey != null
                            && presented != null
                            && same.test(acceptedKey.reveal(), presented.reveal());
                    return CompletableFuture.completedFuture(
                            accepted ? Optional.of(Principal.MASTER) : Optional.empty());
                }

                @Override
                public Secret resolve(SecretRef reference) {
                    if (reference.toString().contains(MISSING)) {
                        throw new IllegalStateException("Not in " + environment);
                    }
                    return Secret.of(environment.getOrDefault(VARIABLE, ""));
                }

                @Override
                public String toString() {
                    return "Lax" + environment;
                }
            };
        }
    }
}
