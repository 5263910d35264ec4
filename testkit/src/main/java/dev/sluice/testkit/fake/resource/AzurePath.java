package dev.sluice.testkit.fake.resource;

import dev.sluice.testkit.fake.resource.AzureApi.AzureException;
import dev.sluice.testkit.fake.wire.WireRequest;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path of Azure's.
 *
 * @param deployment the deployment it names
 * @param resource the path from the resource's name on
 */
record AzurePath(Optional<String> deployment, String resource) {
    private static final Pattern DATED = Pattern.compile("\\d{4}-\\d\\d-\\d\\d(-preview)?");
    private static final Pattern OF_DEPLOYMENT = Pattern.compile("/deployments/([^/]+)(/.+)");
    private static final Pattern OF_ASSISTANTS = Pattern.compile("/(assistants|threads)(/.*)?");
    private static final Set<String> NEEDS_DEPLOYMENT = Set.of(
            "/chat/completions",
            "/completions",
            "/embeddings",
            "/images/generations",
            "/images/edits",
            "/audio/transcriptions",
            "/audio/translations",
            "/audio/speech");

    /** The path of the request; what Azure has not is a 404 in its words. */
    static AzurePath of(WireRequest request) {
        Optional<String> version = request.query("api-version");
        if (request.path().startsWith("/openai/v1/")) {
            return v1(request.path().substring("/openai/v1".length()), version);
        }
        if (!request.path().startsWith("/openai/")
                || version.filter(AzurePath::isDated).isEmpty()) {
            throw notFound();
        }
        return classic(request, request.path().substring("/openai".length()), version.get());
    }

    private static AzurePath v1(String resource, Optional<String> version) {
        if (version.isPresent() && !version.get().equals("preview")) {
            throw new AzureException(
                    400, "BadRequest", "api-version query parameter is not allowed when using /v1 path");
        }
        if (OF_ASSISTANTS.matcher(resource).matches()) {
            throw notFound();
        }
        return new AzurePath(Optional.empty(), resource);
    }

    private static AzurePath classic(WireRequest request, String path, String version) {
        Matcher matcher = OF_DEPLOYMENT.matcher(path);
        Optional<String> deployment = matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
        String resource = deployment.isPresent() ? matcher.group(2) : path;
        boolean needsOne = request.method().equals("POST") && NEEDS_DEPLOYMENT.contains(resource);
        boolean belongs = deployment.isPresent() == needsOne;
        boolean tooOld = OF_ASSISTANTS.matcher(resource).matches() && !version.endsWith("-preview");
        if (!belongs || tooOld) {
            throw notFound();
        }
        return new AzurePath(deployment, resource);
    }

    private static boolean isDated(String version) {
        return DATED.matcher(version).matches();
    }

    private static AzureException notFound() {
        return new AzureException(404, "404", "Resource not found");
    }
}
