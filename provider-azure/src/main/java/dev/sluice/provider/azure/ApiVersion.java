package dev.sluice.provider.azure;

import dev.sluice.core.http.RawQuery;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The query parameter {@code api-version}. Whatever else is in a query stays as it is, byte for byte. */
final class ApiVersion {
    /** The one version of the v1 surface that says something; the others mean what holds without any. */
    static final String PREVIEW = "preview";

    private static final List<String> NAME = List.of("api-version");
    private static final Set<String> OF_V1 = Set.of("v1", "latest", PREVIEW);

    private ApiVersion() {}

    /** Whether this is a version of the v1 surface, not a dated one. */
    static boolean isV1(String version) {
        return OF_V1.contains(version.toLowerCase(Locale.ROOT));
    }

    /** The version that the client asks for. */
    static Optional<String> in(@Nullable String query) {
        return new RawQuery(query).first(NAME);
    }

    /** The query with this version behind what is there. */
    static String addTo(@Nullable String query, String version) {
        return Segments.append(query, NAME.get(0), Segments.encode(version));
    }

    /** The query without a version; null where nothing else is in it. */
    static @Nullable String removeFrom(@Nullable String query) {
        return new RawQuery(query).without(NAME).text();
    }
}
