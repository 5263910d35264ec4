package dev.sluice.provider.local;

import java.nio.charset.StandardCharsets;

/** An estimate of token counts, since no model's vocabulary is at hand: a token is four bytes of UTF-8. */
final class Tokens {
    private static final int BYTES_PER_TOKEN = 4;

    private Tokens() {}

    /** The tokens of a text, rounded up; at least 1. */
    static long in(String text) {
        return ofBytes(bytes(text));
    }

    /** The tokens of that many bytes, rounded up; at least 1. */
    static long ofBytes(long bytes) {
        return Math.max(1, (bytes + BYTES_PER_TOKEN - 1) / BYTES_PER_TOKEN);
    }

    /** The length in UTF-8. */
    static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The longest beginning of the text that has at most that many tokens. */
    static String first(String text, long tokens) {
        if (bytes(text) / BYTES_PER_TOKEN < tokens) {
            return text;
        }
        long room = tokens * BYTES_PER_TOKEN;
        int end = 0;
        while (end < text.length()) {
            int codePoint = text.codePointAt(end);
            room -= codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
            if (room < 0) {
                break;
            }
            end += Character.charCount(codePoint);
        }
        return text.substring(0, end);
    }
}
