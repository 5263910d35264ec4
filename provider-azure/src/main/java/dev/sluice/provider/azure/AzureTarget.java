package dev.sluice.provider.azure;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.http.RawPath;
import dev.sluice.core.provider.Relay;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.spi.ProviderRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a request goes at Azure: raw path and query.
 *
 * @param base the deployment's base
 * @param deployment the deployment
 */
record AzureTarget(AzureBase base, Deployment deployment) {
    /** What the classic surface has below a deployment. */
    private static final Set<String> OF_A_DEPLOYMENT = Set.of(
            "/chat/completions",
            "/completions",
            "/embeddings",
            "/images/generations",
            "/images/edits",
            "/audio/transcriptions",
            "/audio/translations",
            "/audio/speech");

    /** What it never has there. The Java SDK puts them there all the same, if their body names a model. */
    private static final List<String> OF_THE_RESOURCE = List.of(
            "/assistants",
            "/threads",
            "/files",
            "/uploads",
            "/batches",
            "/vector_stores",
            "/responses",
            "/conversations",
            "/containers",
            "/evals",
            "/fine_tuning",
            "/models");

    /** The target of the request; fails where Azure wants a deployment's name and nobody has said one. */
    String of(ClientPath path, ProviderRequest request) {
        Optional<String> asked = ApiVersion.in(request.query());
        Optional<String> configured = deployment.account().apiVersion();
        Surface surface = base.surfaceFor(asked.or(() -> configured));
        String where = switch (surface) {
            case CLASSIC -> "/openai" + belowDeployment(path, request);
            case V1 -> "/openai/v1";
            case PROJECT -> "";
        };
        @Nullable
        String query = switch (surface) {
            case CLASSIC -> versioned(request.query(), asked, configured);
            case V1 -> ofV1(request.query(), asked, configured);
            case PROJECT -> versioned(request.query(), asked, configured.or(() -> Optional.of("v1")));
        };
        return base.root() + where + path.resource() + (query == null ? "" : "?" + query);
    }

    private static @Nullable String versioned(
            @Nullable String query, Optional<String> asked, Optional<String> configured) {
        return asked.isPresent() || configured.isEmpty() ? query : ApiVersion.addTo(query, configured.get());
    }

    /** The v1 surface refuses a dated version, and where nothing but a preview is meant it wants none. */
    private static @Nullable String ofV1(@Nullable String query, Optional<String> asked, Optional<String> configured) {
        if (asked.isPresent()) {
            return ApiVersion.isV1(asked.get()) ? query : ApiVersion.removeFrom(query);
        }
        return versioned(query, asked, configured.filter(ApiVersion.PREVIEW::equalsIgnoreCase));
    }

    private String belowDeployment(ClientPath path, ProviderRequest request) {
        boolean below = path.deployment() != null
                ? OF_THE_RESOURCE.stream().noneMatch(root -> Relay.isUnder(path.resource(), root))
                : request.method().equals("POST") && OF_A_DEPLOYMENT.contains(path.resource());
        return below ? "/deployments/" + name(path, request) : "";
    }

    /** The base's own name, else the configuration's, else the client's: in its path or its body. */
    private String name(ClientPath path, ProviderRequest request) {
        if (base.deployment().isPresent()) {
            return base.deployment().get();
        }
        if (!deployment.upstreamModel().isEmpty()) {
            return Segments.encode(deployment.upstreamModel());
        }
        if (path.deployment() != null) {
            return path.deployment();
        }
        String name =
                request.model() == null ? "" : Segments.encode(request.model().name());
        if (name.isEmpty() || RawPath.hasDotSegments(name)) {
            throw new GatewayException(
                    ErrorKind.INVALID_REQUEST,
                    Reach.NOT_SENT,
                    "Azure has to be told a deployment. Put the name of one into 'model'.",
                    "model");
        }
        return name;
    }
}
