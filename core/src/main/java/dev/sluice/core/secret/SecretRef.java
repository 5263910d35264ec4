package dev.sluice.core.secret;

/** Where a secret is found. The {@code KeyStore} resolves it; whoever holds only the reference can print it safely. */
public sealed interface SecretRef {
    /**
     * A secret written down in the configuration itself.
     *
     * @param secret the secret
     */
    record Literal(Secret secret) implements SecretRef {}

    /**
     * A secret in an environment variable, written {@code os.environ/NAME}.
     *
     * @param name the name of the variable
     */
    record Environment(String name) implements SecretRef {}
}
