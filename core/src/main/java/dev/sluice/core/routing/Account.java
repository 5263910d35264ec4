package dev.sluice.core.routing;

import dev.sluice.core.secret.SecretRef;
import java.util.Optional;

/**
 * An account of an upstream: objects made with one account are visible to no other. Deployments with equal accounts
 * share their objects.
 *
 * @param base the base URL, or empty for the provider's own default
 * @param key the credential, or empty where the upstream wants none
 * @param organization the value of {@code OpenAI-Organization}
 * @param apiVersion the {@code api-version} of providers that have one
 */
public record Account(
        Optional<String> base, Optional<SecretRef> key, Optional<String> organization, Optional<String> apiVersion) {
    /** An account that needs nothing, such as the gateway's own. */
    public static final Account NONE =
            new Account(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
