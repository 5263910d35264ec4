package dev.sluice.provider.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.Timeouts;
import dev.sluice.core.routing.Account;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.Share;
import dev.sluice.core.spi.ProviderFactory;
import dev.sluice.core.spi.ProviderRequest;
import dev.sluice.testkit.RecordingTransport;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Azure gets beside a path and a body. */
final class AzureProviderTest {
    private final RecordingTransport transport = RecordingTransport.answering(Azure.OK);
    private final Azure azure = new Azure(transport);

    private Headers headers(Deployment deployment, ProviderRequest request) {
        azure.call(deployment, request).toCompletableFuture().join();
        return transport.only().call().headers();
    }

    @Test
    void itIsFoundByItsService() {
        assertThat(ServiceLoader.load(ProviderFactory.class))
                .singleElement()
                .satisfies(factory -> assertThat(factory.type()).isEqualTo("azure"));
    }

    @Test
    void aKeyIsSentAsApiKey() {
        Headers client = Headers.of("Authorization", "Bearer sk-client", "Accept", "*/*", "API-Key", "sk-client");

        assertThat(headers(Azure.deployment(Azure.account(Azure.BASE, "v1")), Azure.post("/v1/files", client)))
                .isEqualTo(Headers.of("Accept", "*/*", "api-key", "az-key"));
    }

    @Test
    void aTokenIsSentAsBearer() {
        Account account = Azure.account(Azure.BASE, "azure_ad_token", "az-token");

        assertThat(headers(Azure.deployment(account), Azure.post("/v1/files", Headers.EMPTY)))
                .isEqualTo(Headers.of("Authorization", "Bearer az-token"));
    }

    @Test
    void aKeyOutranksATokenAndATokenAnApplication() {
        Account all = Azure.account(
                Azure.BASE, "azure_ad_token", "az-token", "tenant_id", "t", "client_id", "c", "client_secret", "s");
        Account withKey =
                new Account(all.base(), Azure.secret("az-key"), all.organization(), all.apiVersion(), all.secrets());

        azure.call(Azure.deployment(all), Azure.post("/files", Headers.EMPTY));
        azure.call(Azure.deployment(withKey), Azure.post("/files", Headers.EMPTY));

        assertThat(transport.sent())
                .extracting(sent -> sent.call().headers())
                .containsExactly(Headers.of("Authorization", "Bearer az-token"), Headers.of("api-key", "az-key"));
    }

    @Test
    void accountsOfOpenAiAreNotNamedToAzure() {
        Headers client = Headers.of("OpenAI-Organization", "org-1", "openai-project", "proj-1", "X-Kept", "1");

        assertThat(headers(Azure.deployment(Azure.account(Azure.BASE, "v1")), Azure.post("/v1/files", client)))
                .isEqualTo(Headers.of("X-Kept", "1", "api-key", "az-key"));
    }

    @Test
    void theDeploymentsOwnHeadersAreSent() {
        Account account =
                new Account(Optional.of(Azure.BASE), Azure.secret("az-key"), Optional.of("org-own"), Optional.of("v1"));
        Deployment deployment =
                Azure.deployment(account, Map.of("extra_headers.X-Team", "blue", "something_else", "x"));

        assertThat(headers(deployment, Azure.post("/v1/files", Headers.of("x-team", "red"))))
                .isEqualTo(Headers.of("api-key", "az-key", "OpenAI-Organization", "org-own", "X-Team", "blue"));
    }

    @ParameterizedTest
    @CsvSource({
        "/assistants, true",
        "/v1/threads/thread_1/runs, true",
        "/openai/threads, true",
        "/openai/deployments/gpt-4o/assistants, true",
        "/deployments/gpt-4o/threads/runs, true",
        "/v1/files, false",
        "/deployments/threads/embeddings, false",
        "/v1/assistants_x, false",
    })
    void theBetaHeaderIsAddedWhereTheAssistantsApiIs(String path, boolean added) {
        assertThat(headers(
                                Azure.deployment(Azure.account(Azure.BASE, "2025-04-01-preview")),
                                Azure.post(path, Headers.EMPTY))
                        .all("OpenAI-Beta"))
                .hasSize(added ? 1 : 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStreamHasItsOwnLimitForTheFirstByte(boolean streamed) {
        Deployment deployment = new Deployment(
                "d",
                "gpt-4o",
                AzureProvider.TYPE,
                "chat-eu",
                Azure.account(Azure.BASE, "2024-10-21"),
                Share.EQUAL,
                Timeouts.DEFAULT,
                Optional.of(Duration.ofSeconds(3)),
                Map.of());

        azure.call(
                deployment,
                new ProviderRequest("POST", "/v1/chat/completions", null, Headers.EMPTY, Body.EMPTY, null, streamed));

        Duration limit = streamed ? Duration.ofSeconds(3) : Timeouts.DEFAULT.firstByte();
        assertThat(transport.only().call().timeouts().firstByte()).isEqualTo(limit);
    }
}
