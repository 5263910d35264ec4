package dev.sluice.core.spi;

import dev.sluice.core.call.Principal;
import dev.sluice.core.secret.Secret;
import dev.sluice.core.secret.SecretRef;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Who may call, and which secrets are used upstream.
 *
 * <h2>Threading</h2>
 * Called from any event loop, concurrently; must not block.
 *
 * <h2>Completion</h2>
 * {@link #authenticate} completes on the caller's thread or on one of its own; {@link #resolve} answers at once.
 *
 * <h2>Errors</h2>
 * A key that is not accepted is an empty result, never a failure. Comparisons take constant time. {@link #resolve}
 * throws {@link dev.sluice.core.error.GatewayException} of kind {@code NO_UPSTREAM} where the secret is gone; the
 * message names the reference, never a value.
 *
 * <h2>Back-pressure</h2>
 * None.
 */
public interface KeyStore {
    /** The principal behind the presented key, or empty; null means that no key was presented. */
    CompletionStage<Optional<Principal>> authenticate(@Nullable Secret presented);

    /** The secret behind a reference. */
    Secret resolve(SecretRef reference);
}
