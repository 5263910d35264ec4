package dev.sluice.testkit.fake.resource;

import java.security.SecureRandom;
import java.time.Instant;

/** Ids as OpenAI's look, and the time as it writes it. */
final class Ids {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** The prefix and 24 letters and digits. */
    static String alphanumeric(String prefix) {
        return make(prefix, ALPHABET, 24);
    }

    /** The prefix and 32 hexadecimal digits. */
    static String hex(String prefix) {
        return make(prefix, "0123456789abcdef", 32);
    }

    /** Seconds since 1970. */
    static long now() {
        return Instant.now().getEpochSecond();
    }

    private static String make(String prefix, String alphabet, int length) {
        StringBuilder id = new StringBuilder(prefix);
        for (int i = 0; i < length; i++) {
            id.append(alphabet.charAt(RANDOM.nextInt(alphabet.length())));
        }
        return id.toString();
    }
}
