package dev.sluice.testkit.fake;

import dev.sluice.core.http.Headers;
import dev.sluice.testkit.fake.wire.WireRequest;
import java.util.List;
import java.util.UUID;

/** The headers that every answer of the service carries. */
final class ServiceHeaders {
    /** Endpoints that run a model count against a rate; the others do not say so. */
    private static final List<String> RATED =
            List.of("/v1/chat/", "/v1/completions", "/v1/embeddings", "/v1/responses", "/v1/images/", "/v1/audio/");

    private ServiceHeaders() {}

    static Headers on(WireRequest request, Headers own, long processingMillis) {
        Headers.Builder headers = own.toBuilder()
                .addIfAbsent("openai-version", "2020-10-01")
                .addIfAbsent("openai-organization", "org-fake")
                .addIfAbsent("openai-processing-ms", Long.toString(processingMillis))
                .addIfAbsent(
                        "x-request-id", "req_" + UUID.randomUUID().toString().replace("-", ""));
        if (RATED.stream().anyMatch(request.path()::startsWith)) {
            headers.addIfAbsent("x-ratelimit-limit-requests", "10000")
                    .addIfAbsent("x-ratelimit-remaining-requests", "9999")
                    .addIfAbsent("x-ratelimit-reset-requests", "6ms")
                    .addIfAbsent("x-ratelimit-limit-tokens", "2000000")
                    .addIfAbsent("x-ratelimit-remaining-tokens", "1999990")
                    .addIfAbsent("x-ratelimit-reset-tokens", "0s");
        }
        return headers.build();
    }
}
