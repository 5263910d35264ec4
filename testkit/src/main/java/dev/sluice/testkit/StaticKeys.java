package dev.sluice.testkit;

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

/** A key store with one key, or none, and an environment that the test makes up. Immutable. */
public final class StaticKeys implements KeyStore {
    private final @Nullable Secret accepted;
    private final Map<String, String> environment;

    /** A store that accepts this key, or everybody where it is null. */
    public StaticKeys(@Nullable Secret accepted, Map<String, String> environment) {
        this.accepted = accepted;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public CompletionStage<Optional<Principal>> authenticate(@Nullable Secret presented) {
        if (accepted == null) {
            return CompletableFuture.completedFuture(Optional.of(Principal.ANONYMOUS));
        }
        return CompletableFuture.completedFuture(
                accepted.equals(presented) ? Optional.of(Principal.MASTER) : Optional.empty());
    }

    @Override
    public Secret resolve(SecretRef reference) {
        if (reference instanceof SecretRef.Literal literal) {
            return literal.secret();
        }
        String name = ((SecretRef.Environment) reference).name();
        String value = environment.get(name);
        if (value == null) {
            throw GatewayException.notSent(ErrorKind.NO_UPSTREAM, "The environment variable " + name + " is not set.");
        }
        return Secret.of(value);
    }
}
