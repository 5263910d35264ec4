package dev.sluice.core.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A key or token. Prints as {@code ***}; two secrets are compared by SHA-256 digest in constant time. Immutable. */
public final class Secret {
    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** Wraps a value; it leaves again only by {@link #reveal()}. */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /** The value itself, for the one header that carries it. Never log it. */
    public String reveal() {
        return value;
    }

    /**
     * The SHA-256 digest of the UTF-8 bytes, 32 bytes.
     *
     * @throws IllegalStateException never: every Java platform has SHA-256
     */
    public byte[] digest() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret that && MessageDigest.isEqual(digest(), that.digest());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(digest());
    }

    @Override
    public String toString() {
        return "***";
    }
}
