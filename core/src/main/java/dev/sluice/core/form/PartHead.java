package dev.sluice.core.form;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the head of a part says.
 *
 * @param name the field's name
 * @param filename the name of the file; null for a plain field
 */
record PartHead(String name, @Nullable String filename) {
    private static final String DISPOSITION = "content-disposition:";

    static @Nullable PartHead parse(String head) {
        for (String line : head.split("\r\n", -1)) {
            if (line.toLowerCase(Locale.ROOT).startsWith(DISPOSITION)) {
                String parameters = line.substring(DISPOSITION.length());
                String name = parameter(parameters, "name");
                String plain = parameter(parameters, "filename");
                return name == null ? null : new PartHead(name, plain != null ? plain : extended(parameters));
            }
        }
        return null;
    }

    /** A name in another character set: {@code filename*=UTF-8''na%C3%AFve.txt}. */
    private static @Nullable String extended(String parameters) {
        String value = parameter(parameters, "filename*");
        if (value == null) {
            return null;
        }
        String encoded = value.substring(value.lastIndexOf('\'') + 1);
        try {
            return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return encoded;
        }
    }

    /** Whether it is a field, not a file. */
    boolean isField() {
        return filename == null;
    }

    /** The value of a parameter, quoted or not; a quote in a quoted value is escaped by a backslash, or as %22. */
    static @Nullable String parameter(String parameters, String wanted) {
        int i = parameters.indexOf(';');
        while (i >= 0) {
            int equals = parameters.indexOf('=', i);
            if (equals < 0) {
                return null;
            }
            String name = parameters.substring(i + 1, equals).strip();
            int start = equals + 1;
            int end;
            String value;
            if (start < parameters.length() && parameters.charAt(start) == '"') {
                end = closingQuote(parameters, start + 1);
                value = parameters
                        .substring(start + 1, end)
                        .replace("\\\"", "\"")
                        .replace("%22", "\"");
            } else {
                end = parameters.indexOf(';', start) < 0 ? parameters.length() : parameters.indexOf(';', start);
                value = parameters.substring(start, end).strip();
            }
            if (name.equalsIgnoreCase(wanted)) {
                return value;
            }
            i = parameters.indexOf(';', end);
        }
        return null;
    }

    private static int closingQuote(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '"' && text.charAt(i - 1) != '\\') {
                return i;
            }
        }
        return text.length();
    }
}
