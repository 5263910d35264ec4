package dev.sluice.core.json;

import dev.sluice.core.bytes.ByteSearch;
import java.nio.charset.StandardCharsets;

/** The text of JSON strings. */
final class JsonText {
    /** Finds what ends a string, or is not what it looks like. */
    static final ByteSearch QUOTE_OR_ESCAPE = ByteSearch.of('"', '\\');

    private JsonText() {}

    /** The text between the quotes of a raw string; an escape that is none stands for itself. */
    static String decode(byte[] bytes, int from, int to) {
        String raw = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        StringBuilder out = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\' || i + 1 == raw.length()) {
                out.append(c);
                continue;
            }
            char escape = raw.charAt(++i);
            switch (escape) {
                case 'n' -> out.append('\n');
                case 'r' -> out.append('\r');
                case 't' -> out.append('\t');
                case 'b' -> out.append('\b');
                case 'f' -> out.append('\f');
                case 'u' -> {
                    int code = hex(raw, i + 1);
                    if (code < 0) {
                        out.append('u');
                    } else {
                        out.append((char) code);
                        i += 4;
                    }
                }
                default -> out.append(escape);
            }
        }
        return out.toString();
    }

    private static int hex(String text, int at) {
        if (at + 4 > text.length()) {
            return -1;
        }
        int code = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            code = (code << 4) | digit;
        }
        return code;
    }
}
