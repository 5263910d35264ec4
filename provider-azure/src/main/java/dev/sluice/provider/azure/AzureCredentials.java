package dev.sluice.provider.azure;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.provider.Credential;
import dev.sluice.core.routing.Account;
import dev.sluice.core.secret.SecretRef;
import dev.sluice.core.spi.KeyStore;
import dev.sluice.core.spi.Services;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What proves to Azure who calls: the account's key, else its {@code azure_ad_token}, else a token for its {@code
 * tenant_id}, {@code client_id} and {@code client_secret}, else nothing. Thread-safe.
 */
final class AzureCredentials implements AutoCloseable {
    private static final String PUBLIC_AUTHORITY = "https://login.microsoftonline.com";
    private static final String SCOPE = "https://cognitiveservices.azure.com/.default";
    private static final String SCOPE_OF_PROJECTS = "https://ai.azure.com/.default";

    private final KeyStore keys;
    private final EntraTokens tokens;

    AzureCredentials(Services services) {
        this.keys = services.keys();
        this.tokens = new EntraTokens(services);
    }

    /**
     * The credential. Complete, unless it is not got yet or its predecessor could not be renewed.
     *
     * @throws GatewayException of kind {@code NO_UPSTREAM} where a secret is gone
     */
    CompletionStage<Optional<Credential>> of(Account account, AzureBase base) {
        if (account.key().isPresent()) {
            return ready(new Credential("api-key", keys.resolve(account.key().get())));
        }
        Map<String, SecretRef> secrets = account.secrets();
        @Nullable SecretRef token = secrets.get("azure_ad_token");
        if (token != null) {
            return ready(Credential.bearer(keys.resolve(token)));
        }
        @Nullable SecretRef secret = secrets.get("client_secret");
        if (secret != null) {
            return tokens.of(client(secrets, secret, base)).thenApply(issued -> Optional.of(Credential.bearer(issued)));
        }
        return CompletableFuture.completedFuture(Optional.empty());
    }

    /**
     * Gets the account's token and keeps it ready, where it has one of its own.
     *
     * @throws GatewayException of kind {@code NO_UPSTREAM} where a secret is gone
     */
    void prepare(Account account, AzureBase base) {
        Map<String, SecretRef> secrets = account.secrets();
        @Nullable SecretRef secret = secrets.get("client_secret");
        if (account.key().isEmpty() && !secrets.containsKey("azure_ad_token") && secret != null) {
            tokens.keep(client(secrets, secret, base));
        }
    }

    private static CompletionStage<Optional<Credential>> ready(Credential credential) {
        return CompletableFuture.completedFuture(Optional.of(credential));
    }

    private EntraClient client(Map<String, SecretRef> secrets, SecretRef secret, AzureBase base) {
        return new EntraClient(
                optional(secrets, "azure_authority_host").orElse(PUBLIC_AUTHORITY),
                required(secrets, "tenant_id"),
                required(secrets, "client_id"),
                keys.resolve(secret),
                optional(secrets, "azure_scope").orElse(base.isInProject() ? SCOPE_OF_PROJECTS : SCOPE));
    }

    private String required(Map<String, SecretRef> secrets, String name) {
        return optional(secrets, name)
                .orElseThrow(() -> GatewayException.notSent(
                        ErrorKind.NO_UPSTREAM,
                        "The Azure deployment has a client_secret but no " + name + ": set litellm_params." + name
                                + "."));
    }

    private Optional<String> optional(Map<String, SecretRef> secrets, String name) {
        return Optional.ofNullable(secrets.get(name))
                .map(reference -> keys.resolve(reference).reveal());
    }

    @Override
    public void close() {
        tokens.close();
    }
}
