package dev.sluice.provider.azure;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The query parameter {@code api-version}. Whatever else is in a query stays as it is, byte for byte. */
final class ApiVersion {
    /** The one version of the v1 surface that says something; the others mean what holds without any. */
    static final String PREVIEW = "preview";

    private static final String NAME = "api-version";
    private static final Set<String> OF_V1 = Set.of("v1", "latest", PREVIEW);

    private ApiVersion() {}

    /** Whether this is a version of the v1 surface, not a dated one. */
    static boolean isV1(String version) {
        return OF_V1.contains(version.toLowerCase(Locale.ROOT));
    }

    /** The version that the client asks for. */
    static Optional<String> in(@Nullable String query) {
        return query == null
                ? Optional.empty()
                : Arrays.stream(query.split("&", -1))
                        .filter(ApiVersion::isVersion)
                        .findFirst()
                        .map(pair -> decode(pair.substring(name(pair).length()).replaceFirst("^=", "")));
    }

    /** The query with this version behind what is there. */
    static String addTo(@Nullable String query, String version) {
        String before = query == null || query.isEmpty() ? "" : query + "&";
        return before + NAME + "=" + Segments.encode(version);
    }

    /** The query without a version; null where nothing else is in it. */
    static @Nullable String removeFrom(@Nullable String query) {
        if (query == null) {
            return null;
        }
        String rest = Arrays.stream(query.split("&", -1))
                .filter(pair -> !isVersion(pair))
                .collect(Collectors.joining("&"));
        return rest.isEmpty() ? null : rest;
    }

    /** Azure reads names without regard to case. */
    private static boolean isVersion(String pair) {
        return decode(name(pair)).equalsIgnoreCase(NAME);
    }

    private static String name(String pair) {
        int equals = pair.indexOf('=');
        return equals < 0 ? pair : pair.substring(0, equals);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}
