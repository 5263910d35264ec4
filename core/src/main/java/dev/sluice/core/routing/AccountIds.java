package dev.sluice.core.routing;

import dev.sluice.core.http.BaseUrl;
import dev.sluice.core.secret.Secret;
import dev.sluice.core.secret.SecretRef;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Stable ids of accounts: the same base, key, organization and secrets give the same id in every process and after every
 * restart, however the configuration spells them. They are digests, so they tell nothing of the key.
 */
public final class AccountIds {
    private static final int LENGTH = 24;
    /** A token changes by the hour, and its account does not. */
    private static final String TOKEN = "token";

    /** Whoever writes no base means this one. */
    private static final String USUAL = BaseUrl.OPENAI.origin().toString();

    private static final String AZURE = "azure";
    private static final Pattern VERSION = Pattern.compile("/v1$");
    /** A resource keeps its objects, whatever surface or deployment of it a base names. */
    private static final Pattern SURFACE = Pattern.compile("/openai(/v1|/deployments/[^/]+)?$");

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
        add(
                digest,
                account.base()
                        .map(base -> normalised(base, deployment.provider()))
                        .orElse(""));
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

    /** The same base is often written with and without a slash, a port, or what follows from the kind of the upstream. */
    private static String normalised(String base, String provider) {
        try {
            BaseUrl url = BaseUrl.parse(base);
            Pattern implied = provider.equals(AZURE) ? SURFACE : VERSION;
            String plain = url.origin() + implied.matcher(url.path()).replaceFirst("");
            return plain.equals(USUAL) ? "" : plain;
        } catch (IllegalArgumentException noUrl) {
            return base.strip();
        }
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
