package dev.sluice.core.provider;

import dev.sluice.core.http.HeaderNames;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpCall;
import dev.sluice.core.http.Origin;
import dev.sluice.core.http.Timeouts;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.spi.ProviderRequest;
import java.util.Optional;

/** A client's call as an upstream gets it: with the deployment's credential, headers, limits and name for the model. */
public final class Relay {
    /** Whoever calls without a gateway in front may hand in credentials of their own: they are not this upstream's. */
    private static final HeaderNames OURS = HeaderNames.of("authorization", "api-key", "x-api-key", "host");

    private Relay() {}

    /**
     * The call, ready to be sent: body and method are the client's, but for the name of the model.
     *
     * @param target raw path and query at the upstream
     */
    public static HttpCall call(
            Deployment deployment, ProviderRequest request, Origin origin, String target, Headers headers) {
        return new HttpCall(
                request.method(),
                origin,
                target,
                headers,
                request.bodyNaming(deployment.upstreamModel()),
                timeouts(deployment, request));
    }

    /**
     * The client's headers without credentials of its own, and with what the deployment adds: the credential, {@code
     * OpenAI-Organization} unless the client names one, {@code extra_headers}, and {@code OpenAI-Beta} where the
     * Assistants API wants it.
     *
     * @param resource the path from the resource's name on: {@code /threads/thread_1/runs}
     */
    public static Headers headers(
            Headers client, Deployment deployment, String resource, Optional<Credential> credential) {
        Headers.Builder headers = client.toBuilder().remove(OURS::contains);
        credential.ifPresent(proof -> headers.set(proof.header(), proof.value().reveal()));
        deployment
                .account()
                .organization()
                .ifPresent(organization -> headers.addIfAbsent("OpenAI-Organization", organization));
        deployment.settings().forEach((name, value) -> {
            if (name.startsWith(Deployment.EXTRA_HEADER)) {
                headers.set(name.substring(Deployment.EXTRA_HEADER.length()), value);
            }
        });
        if (isUnder(resource, "/assistants") || isUnder(resource, "/threads")) {
            headers.addIfAbsent("OpenAI-Beta", "assistants=v2");
        }
        return headers.build();
    }

    /** Whether the path is the root or leads below it: {@code /threads/x} is under {@code /threads}, {@code /threads_x} is not. */
    public static boolean isUnder(String path, String root) {
        return path.startsWith(root) && (path.length() == root.length() || path.charAt(root.length()) == '/');
    }

    private static Timeouts timeouts(Deployment deployment, ProviderRequest request) {
        Timeouts timeouts = deployment.timeouts();
        return request.streamed()
                ? deployment
                        .streamFirstByte()
                        .map(limit -> new Timeouts(timeouts.connect(), limit, timeouts.idle()))
                        .orElse(timeouts)
                : timeouts;
    }
}
