package dev.sluice.core.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A raw query, looked into without being written anew: what is not asked for stays byte for byte.
 *
 * @param text the query without {@code ?}, or null where there is none
 */
public record RawQuery(@Nullable String text) {
    /** The decoded value of the first parameter that has one of these names. */
    public Optional<String> first(List<String> names) {
        for (String parameter : parameters()) {
            if (names.contains(name(parameter))) {
                return Optional.of(value(parameter));
            }
        }
        return Optional.empty();
    }

    /** Every decoded value, in order. */
    public List<String> values() {
        List<String> parameters = parameters();
        return parameters.isEmpty()
                ? parameters
                : parameters.stream().map(RawQuery::value).toList();
    }

    /** The query without the parameters of these names. */
    public RawQuery without(List<String> names) {
        if (text == null || text.isEmpty()) {
            return this;
        }
        List<String> all = parameters();
        List<String> kept = all.stream()
                .filter(parameter -> !names.contains(name(parameter)))
                .toList();
        return kept.size() == all.size() ? this : new RawQuery(kept.isEmpty() ? null : String.join("&", kept));
    }

    private List<String> parameters() {
        if (text == null || text.isEmpty()) {
            return List.of();
        }
        List<String> parameters = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf('&'); end >= 0; end = text.indexOf('&', start)) {
            parameters.add(text.substring(start, end));
            start = end + 1;
        }
        parameters.add(text.substring(start));
        return parameters;
    }

    private static String name(String parameter) {
        int equals = parameter.indexOf('=');
        return decoded(equals < 0 ? parameter : parameter.substring(0, equals));
    }

    private static String value(String parameter) {
        int equals = parameter.indexOf('=');
        return equals < 0 ? "" : decoded(parameter.substring(equals + 1));
    }

    private static String decoded(String raw) {
        if (raw.indexOf('%') < 0 && raw.indexOf('+') < 0) {
            return raw;
        }
        try {
            return URLDecoder.decode(raw, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return raw;
        }
    }
}
