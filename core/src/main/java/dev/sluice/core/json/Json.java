package dev.sluice.core.json;

import org.jspecify.annotations.Nullable;

/** Writing JSON text by hand, where a codec would be too much. */
public final class Json {
    private Json() {}

    /** The text as a JSON string, quotes included. */
    public static String quote(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        quote(out, text);
        return out.toString();
    }

    /** Appends the text as a JSON string, quotes included. */
    public static void quote(StringBuilder out, String text) {
        out.append('"');
        int plain = plainUntil(text);
        out.append(text, 0, plain);
        for (int i = plain; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20) {
                        out.append("\\u00")
                                .append(Character.forDigit(c >> 4, 16))
                                .append(Character.forDigit(c & 15, 16));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    /** Where the first character stands that has to be escaped. */
    private static int plainUntil(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c == '"' || c == '\\') {
                return i;
            }
        }
        return text.length();
    }

    /** Whether this is one of the ten digits that JSON's numbers are made of. */
    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** The text as a JSON string, or {@code null}. */
    public static String quoteOrNull(@Nullable String text) {
        return text == null ? "null" : quote(text);
    }
}
