package dev.sluice.provider.azure;

import dev.sluice.core.secret.Secret;

/**
 * An application that Entra gives tokens to. Two that differ in anything, the secret included, share no token.
 *
 * @param authority where Entra is: a host, or an http(s) URL
 * @param tenant the directory, by id or domain
 * @param id the application's id
 * @param secret the application's secret
 * @param scope what the token is for
 */
record EntraClient(String authority, String tenant, String id, Secret secret, String scope) {
    /** Without the secret, whose hash would be computed for every call; {@code equals} compares it. */
    @Override
    public int hashCode() {
        return 31 * (31 * tenant.hashCode() + id.hashCode()) + scope.hashCode();
    }
}
