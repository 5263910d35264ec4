package dev.sluice.config.yaml;

import dev.sluice.core.call.Principal;
import dev.sluice.core.config.ServerSettings;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.secret.Secret;
import dev.sluice.core.secret.SecretRef;
import dev.sluice.core.spi.KeyStore;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One key for everybody, out of the configuration: its holder is {@link Principal#MASTER}. Without one, anybody is
 * {@link Principal#ANONYMOUS}. Answers on the caller's thread; one digest for each key that is presented.
 */
public final class ConfigKeyStore implements KeyStore {
    private static final CompletionStage<Optional<Principal>> MASTER =
            CompletableFuture.completedStage(Optional.of(Principal.MASTER));
    private static final CompletionStage<Optional<Principal>> ANONYMOUS =
            CompletableFuture.completedStage(Optional.of(Principal.ANONYMOUS));
    private static final CompletionStage<Optional<Principal>> NOBODY =
            CompletableFuture.completedStage(Optional.empty());

    private final Map<String, Secret> variables;
    private final byte @Nullable [] master;

    /**
     * A store for the settings of a loaded configuration.
     *
     * @param server names the master key, if any
     * @param environment {@link LoadedConfig#environment()}
     * @throws GatewayException of kind {@code NO_UPSTREAM} where the master key's variable is not in the environment
     */
    public ConfigKeyStore(ServerSettings server, Map<String, String> environment) {
        this.variables = environment.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Secret.of(entry.getValue())));
        Optional<SecretRef> key = server.masterKey();
        this.master = key.isPresent() ? find(key.get(), variables).digest() : null;
    }

    @Override
    public CompletionStage<Optional<Principal>> authenticate(@Nullable Secret presented) {
        if (master == null) {
            return ANONYMOUS;
        }
        return presented != null && MessageDigest.isEqual(master, presented.digest()) ? MASTER : NOBODY;
    }

    @Override
    public Secret resolve(SecretRef reference) {
        return find(reference, variables);
    }

    private static Secret find(SecretRef reference, Map<String, Secret> variables) {
        if (reference instanceof SecretRef.Literal literal) {
            return literal.secret();
        }
        String name = ((SecretRef.Environment) reference).name();
        Secret secret = variables.get(name);
        if (secret == null) {
            throw GatewayException.notSent(
                    ErrorKind.NO_UPSTREAM, "The environment variable " + name + " is not set; export it and restart.");
        }
        return secret;
    }
}
