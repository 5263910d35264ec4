package dev.sluice.core.api;

import dev.sluice.core.call.Principal;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.secret.Secret;
import dev.sluice.core.secret.SecretRef;
import dev.sluice.core.spi.KeyStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a gateway that is embedded: whoever is in the process may call.
 *
 * @param environment the variables that references lead to
 */
record LiteralKeys(Map<String, String> environment) implements KeyStore {
    @Override
    public CompletionStage<Optional<Principal>> authenticate(@Nullable Secret presented) {
        return CompletableFuture.completedFuture(Optional.of(Principal.ANONYMOUS));
    }

    @Override
    public Secret resolve(SecretRef reference) {
        if (reference instanceof SecretRef.Literal literal) {
            return literal.secret();
        }
        String name = ((SecretRef.Environment) reference).name();
        return Optional.ofNullable(environment.get(name))
                .map(Secret::of)
                .orElseThrow(() -> GatewayException.notSent(
                        ErrorKind.NO_UPSTREAM, "The environment variable " + name + " is not set."));
    }

    @Override
    public String toString() {
        return "LiteralKeys" + environment.keySet();
    }
}
