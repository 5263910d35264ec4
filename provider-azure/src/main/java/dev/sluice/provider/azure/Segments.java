package dev.sluice.provider.azure;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

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

    /** The query with one more parameter, whose value is raw. */
    static String append(@Nullable String query, String name, String value) {
        String before = query == null || query.isEmpty() ? "" : query + "&";
        return before + name + "=" + value;
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~".indexOf(c) >= 0;
    }
}
