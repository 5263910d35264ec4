package dev.sluice.core.secret;

/** Where a secret is found. The {@code KeyStore} resolves it; whoever holds only the reference can print it safely. */
public sealed interface SecretRef {
    /** A secret written down in the configuration itself. */
    record Literal(Secret secret) implements SecretRef {}

    /** A secret in the environment variable {@code name}, written {@code os.environ/NAME}. */
    record Environment(String name) implements SecretRef {}
}
