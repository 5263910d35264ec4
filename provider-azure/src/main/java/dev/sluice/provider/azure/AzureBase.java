package dev.sluice.provider.azure;

import dev.sluice.core.http.BaseUrl;
import dev.sluice.core.http.Origin;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The base URL of a deployment, in any of the forms that people write.
 *
 * @param origin where to connect
 * @param root the path before {@code /openai}; mostly empty
 * @param surface the surface that the base names, or empty where it leaves that to the {@code api-version}
 * @param deployment the name in a base that ends in {@code /openai/deployments/NAME}
 */
record AzureBase(Origin origin, String root, Optional<Surface> surface, Optional<String> deployment) {
    private static final Pattern DEPLOYMENT = Pattern.compile("(.*)/openai/deployments/([^/]+)");
    private static final Pattern PROJECT = Pattern.compile(".*/api/projects/[^/]+");
    private static final String V1 = "/openai/v1";
    private static final String CLASSIC = "/openai";

    /**
     * Reads a base URL.
     *
     * @throws IllegalArgumentException with a message that says what is wrong with it
     */
    static AzureBase parse(String url) {
        BaseUrl base = BaseUrl.parse(url);
        String path = base.path();
        Matcher named = DEPLOYMENT.matcher(path);
        if (named.matches()) {
            return new AzureBase(
                    base.origin(), named.group(1), Optional.of(Surface.CLASSIC), Optional.of(named.group(2)));
        }
        if (PROJECT.matcher(path).matches()) {
            return new AzureBase(base.origin(), path, Optional.of(Surface.PROJECT), Optional.empty());
        }
        if (path.endsWith(V1)) {
            String root = path.substring(0, path.length() - V1.length());
            return new AzureBase(base.origin(), root, Optional.of(Surface.V1), Optional.empty());
        }
        String root = path.endsWith(CLASSIC) ? path.substring(0, path.length() - CLASSIC.length()) : path;
        return new AzureBase(base.origin(), root, Optional.empty(), Optional.empty());
    }

    /** Whether it is in a project of Foundry's, where tokens are for another scope. */
    boolean isInProject() {
        return PROJECT.matcher(root).matches();
    }

    /** The surface for a call of that version: the base's own, else dated versions are classic and everything else is v1. */
    Surface surfaceFor(Optional<String> version) {
        return surface.orElseGet(
                () -> version.filter(text -> !ApiVersion.isV1(text)).isPresent() ? Surface.CLASSIC : Surface.V1);
    }
}
