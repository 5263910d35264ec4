package dev.sluice.testkit.fake;

import dev.sluice.core.http.Headers;
import dev.sluice.testkit.fake.resource.AzureApi;
import dev.sluice.testkit.fake.resource.EntraAccounts;
import dev.sluice.testkit.fake.resource.FakeApi;
import dev.sluice.testkit.fake.wire.WireRequest;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A stateful resource of Azure OpenAI's on a free loopback port, and Entra's token endpoint beside it. It serves what {@link
 * FakeOpenAi} serves, on the classic surface (with a dated {@code api-version}; assistants want a preview) and on {@code
 * /openai/v1}. Thread-safe.
 */
public final class FakeAzure implements AutoCloseable {
    private final EntraAccounts entra = new EntraAccounts();
    private final FakeOpenAi fake;

    private FakeAzure(Set<String> deployments, String... keys) {
        FakeApi resources = new FakeApi();
        for (String key : keys) {
            resources.open(key);
        }
        fake = new FakeOpenAi(resources, new AzureApi(resources, entra, deployments), FakeAzure::headers);
    }

    /** Starts a fake with these deployments, and an account for each key. */
    public static FakeAzure start(Set<String> deployments, String... keys) {
        return new FakeAzure(deployments, keys);
    }

    /** The resource's endpoint, and Entra's: {@code http://127.0.0.1:PORT}. */
    public String endpoint() {
        return "http://127.0.0.1:" + fake.port();
    }

    /** Lets an application have tokens for the account of that key. */
    public void register(String clientId, String secret, String key) {
        entra.register(clientId, secret, key);
    }

    /** How many tokens were given out. */
    public int tokensIssued() {
        return entra.issued();
    }

    /** What has arrived, requests for tokens included, oldest first; a snapshot. */
    public List<RecordedRequest> requests() {
        return fake.requests();
    }

    /** Answers the next request with this instead of its real answer; further calls queue up. */
    public void failNext(CannedReply reply) {
        fake.failNext(reply);
    }

    /** From now on streams send their first event and wait at the gate that is returned. */
    public StreamGate holdStreams() {
        return fake.holdStreams();
    }

    @Override
    public void close() {
        fake.close();
    }

    private static Headers headers(WireRequest request, Headers own, long processingMillis) {
        return own.toBuilder()
                .addIfAbsent("apim-request-id", UUID.randomUUID().toString())
                .addIfAbsent("x-request-id", UUID.randomUUID().toString())
                .addIfAbsent("x-ms-region", "Sweden Central")
                .addIfAbsent("x-envoy-upstream-service-time", Long.toString(processingMillis))
                .build();
    }
}
