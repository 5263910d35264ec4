package dev.sluice.core.provider;

import dev.sluice.core.secret.Secret;

/**
 * The header that proves to an upstream who calls. Prints no secret.
 *
 * @param header the name of the header
 * @param value its whole value
 */
public record Credential(String header, Secret value) {
    /** {@code Authorization: Bearer …}. */
    public static Credential bearer(Secret token) {
        return new Credential("Authorization", Secret.of("Bearer " + token.reveal()));
    }
}
