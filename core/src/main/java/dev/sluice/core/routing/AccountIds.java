package dev.sluice.core.routing;

import dev.sluice.core.secret.Secret;
import dev.sluice.core.secret.SecretRef;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Stable ids of accounts: the same base, key, organization and secrets give the same id in every process and after every
 * restart, however the configuration spells them. They are digests, so they tell nothing of the key.
 */
public final class AccountIds {
    private static final int LENGTH = 24;
    /** A token changes by the hour, and its account does not. */
    private static final String TOKEN = "token";

    private AccountIds() {}

    /**
     * The id of the account of that deployment, 24 hexadecimal digits.
     *
     * @throws dev.sluice.core.error.GatewayException of kind {@code NO_UPSTREAM} where its key or a secret is gone
     */
    public static String of(Deployment deployment, Function<SecretRef, Secret> keys) {
        Account account = deployment.account();
        MessageDigest digest = sha256();
        add(digest, deployment.provider());
        add(digest, account.base().map(AccountIds::normalised).orElse(""));
        digest.update(account.key().map(keys).map(Secret::digest).orElseGet(() -> new byte[0]));
        add(digest, account.organization().orElse(""));
        new TreeMap<>(account.secrets()).forEach((name, secret) -> {
            if (!name.endsWith(TOKEN)) {
                add(digest, name);
                digest.update(keys.apply(secret).digest());
            }
        });
        return HexFormat.of().formatHex(digest.digest()).substring(0, LENGTH);
    }

    /** Deployments often write the same base with and without a slash, or with and without the version. */
    private static String normalised(String base) {
        String plain = base.strip().toLowerCase(Locale.ROOT).replaceAll("/+$", "");
        return plain.endsWith("/v1") ? plain.substring(0, plain.length() - "/v1".length()) : plain;
    }

    private static void add(MessageDigest digest, String part) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
