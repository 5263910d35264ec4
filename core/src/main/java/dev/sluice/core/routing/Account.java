package dev.sluice.core.routing;

import dev.sluice.core.secret.SecretRef;
import java.util.Map;
import java.util.Optional;

/**
 * An account of an upstream: objects made with one account are visible to no other. Deployments with equal accounts
 * share their objects.
 *
 * @param base the base URL, or empty for the provider's own default
 * @param key the credential, or empty where the upstream wants none
 * @param organization the value of {@code OpenAI-Organization}
 * @param apiVersion the {@code api-version} of providers that have one
 * @param secrets what proves who calls where no key does, by the name it is written with: {@code client_secret}, …
 */
public record Account(
        Optional<String> base,
        Optional<SecretRef> key,
        Optional<String> organization,
        Optional<String> apiVersion,
        Map<String, SecretRef> secrets) {
    /** An account that needs nothing, such as the gateway's own. */
    public static final Account NONE =
            new Account(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public Account {
        secrets = Map.copyOf(secrets);
    }

    /** An account that has no secret but its key. */
    public Account(
            Optional<String> base,
            Optional<SecretRef> key,
            Optional<String> organization,
            Optional<String> apiVersion) {
        this(base, key, organization, apiVersion, Map.of());
    }
}
