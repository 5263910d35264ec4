package dev.sluice.core.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A key or token. Prints as {@code ***}; two secrets are compared by SHA-256 digest in constant time. Immutable. */
public final class Secret {
    private final String value;

    /** Made when it is asked for; whoever asks at the same time makes the same. */
    private volatile byte @Nullable [] digest;

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
        byte[] known = digest;
        if (known == null) {
            known = digestOf(value);
            digest = known;
        }
        return known.clone();
    }

    /**
     * Whether it is this one, told in a time that depends on nothing but the lengths.
     *
     * @param presented what may be the value
     */
    public boolean reveals(String presented) {
        int difference = presented.length() ^ value.length();
        for (int i = 0; i < Math.min(presented.length(), value.length()); i++) {
            difference |= presented.charAt(i) ^ value.charAt(i);
        }
        return difference == 0;
    }

    private static byte[] digestOf(String value) {
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
