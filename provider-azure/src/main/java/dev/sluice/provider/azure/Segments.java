package dev.sluice.provider.azure;

import java.nio.charset.StandardCharsets;

/** Text as a part of a URL. */
final class Segments {
    private static final String HEX = "0123456789ABCDEF";

    private Segments() {}

    /** The text with all but letters, digits and {@code -._~} percent-encoded. */
    static String encode(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            if (isPlain(c)) {
                out.append(c);
            } else {
                out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return out.toString();
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~".indexOf(c) >= 0;
    }
}
