package dev.sluice.core.passthrough;

import dev.sluice.core.http.RawQuery;
import dev.sluice.core.passthrough.GatewayRequest.Entry;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.RouteQuery;
import dev.sluice.core.spi.Router;
import java.util.List;
import java.util.Optional;

/**
 * Which calls go to the deployment of {@code assistant_settings}: on native routes all of assistants and threads. Where that
 * is at Azure, also those that come by the other door as clients of Azure write them. Where the gateway serves them itself,
 * also files and vector stores, and by every door: no account elsewhere knows them.
 */
public final class AssistantsRoute {
    /** No call does. */
    public static final AssistantsRoute NONE = new AssistantsRoute(Optional.empty());

    /** No account has such an id. */
    private static final String HOME = "assistant_settings";

    private static final List<String> ASSISTANTS = List.of("/assistants", "/threads");
    private static final List<String> FILES = List.of("/files", "/vector_stores");
    private static final String AZURE = "azure";
    private static final List<String> API_VERSION = List.of("api-version");
    private static final List<String> VERSIONS = List.of("/openai/v1", "/openai", "/v1");

    private final Optional<Deployment> deployment;

    /** The route to that deployment, or none. */
    public AssistantsRoute(Optional<Deployment> deployment) {
        this.deployment = deployment;
    }

    /** That router, which also knows the way to this deployment. */
    public Router before(Router router) {
        return deployment
                .<Router>map(only -> new AssistantsRouter(router, HOME, only))
                .orElse(router);
    }

    /** The query that leads to the deployment. */
    RouteQuery query() {
        return new RouteQuery(null, false, HOME);
    }

    /** The path of a call that goes to the deployment, without a model in it; empty for any other call. */
    Optional<String> pathOf(Entry entry, String rawPath, RawQuery query) {
        if (deployment.isEmpty()) {
            return Optional.empty();
        }
        Optional<PathModel> named = PathModel.of(rawPath);
        String path = named.map(PathModel::path).orElse(rawPath);
        boolean azures = named.isPresent() || query.first(API_VERSION).isPresent();
        boolean served = isServedHere(deployment.get())
                ? isOfAssistants(path) || isUnder(FILES, path)
                : isOfAssistants(path) && (entry == Entry.NATIVE || (azures && isAtAzure(deployment.get())));
        return served ? Optional.of(path) : Optional.empty();
    }

    /** Whether there is such a deployment. */
    boolean isSet() {
        return deployment.isPresent();
    }

    private static boolean isAtAzure(Deployment deployment) {
        return deployment.provider().equals(AZURE);
    }

    /** Whether a path is one of assistants or threads. */
    static boolean isOfAssistants(String path) {
        return isUnder(ASSISTANTS, path);
    }

    /** Whether the gateway itself serves the Assistants API by that deployment: the built-in model is in a group. */
    static boolean isServedHere(Deployment deployment) {
        return deployment.provider().equals(Providers.LOCAL)
                && deployment.group().isEmpty();
    }

    private static boolean isUnder(List<String> roots, String path) {
        int version = version(path);
        for (String root : roots) {
            int end = version + root.length();
            if (path.startsWith(root, version) && (path.length() == end || path.charAt(end) == '/')) {
                return true;
            }
        }
        return false;
    }

    private static int version(String path) {
        for (String version : VERSIONS) {
            if (path.startsWith(version)) {
                return version.length();
            }
        }
        return 0;
    }
}
