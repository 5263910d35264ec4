package dev.sluice.provider.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.routing.Account;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.spi.ProviderRequest;
import dev.sluice.testkit.Bodies;
import dev.sluice.testkit.WholeBodyTransport;
import dev.sluice.testkit.fake.CannedReply;
import dev.sluice.testkit.fake.FakeAzure;
import dev.sluice.testkit.fake.RecordedRequest;
import dev.sluice.testkit.fault.DeadPort;
import dev.sluice.testkit.fault.Faults;
import dev.sluice.testkit.fault.FaultyUpstream;
import dev.sluice.testkit.fault.Script;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a resource of Azure's, over sockets. */
@Timeout(60)
final class AzureOnTheWireTest {
    private static final String KEY = "az-key-0123456789";

    private final FakeAzure upstream = FakeAzure.start(Set.of("chat-eu"), KEY);
    private final Azure azure = new Azure(new WholeBodyTransport());

    @AfterEach
    void close() {
        upstream.close();
    }

    private Account account(String base, @Nullable String version) {
        return new Account(Optional.of(base), Azure.secret(KEY), Optional.empty(), Optional.ofNullable(version));
    }

    private Deployment classic(String version) {
        return Azure.deployment(account(upstream.endpoint(), version));
    }

    private Deployment v1() {
        return Azure.deployment(account(upstream.endpoint() + "/openai/v1", null));
    }

    private Account application(String secret) {
        return Azure.account(
                upstream.endpoint(),
                "tenant_id",
                "contoso",
                "client_id",
                "app",
                "client_secret",
                secret,
                "azure_authority_host",
                upstream.endpoint());
    }

    private static ProviderRequest json(String method, String path, String body) {
        return new ProviderRequest(
                method,
                path,
                null,
                Headers.of("Content-Type", "application/json"),
                Body.Bytes.of(body.getBytes(StandardCharsets.UTF_8)),
                null,
                false);
    }

    private HttpReply call(Deployment deployment, ProviderRequest request) throws Exception {
        return within(azure.call(deployment, request));
    }

    private static HttpReply within(CompletionStage<HttpReply> reply) throws Exception {
        return reply.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static String text(HttpReply reply) {
        return new String(Bodies.bytes(reply.body()), StandardCharsets.UTF_8);
    }

    @Test
    void aChatIsServedOnTheClassicSurface() throws Exception {
        HttpReply reply = call(classic("2024-10-21"), Azure.chat("/v1/chat/completions", "gpt-4o"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(text(reply)).contains("You said: hello", "\"model\":\"chat-eu\"");
        assertThat(upstream.requests())
                .extracting(RecordedRequest::target)
                .containsExactly("/openai/deployments/chat-eu/chat/completions?api-version=2024-10-21");
    }

    @Test
    void aChatIsServedOnTheV1Surface() throws Exception {
        HttpReply reply = call(v1(), Azure.chat("/v1/chat/completions", "gpt-4o"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(text(reply)).contains("You said: hello", "\"model\":\"chat-eu\"");
        assertThat(upstream.requests())
                .extracting(RecordedRequest::target)
                .containsExactly("/openai/v1/chat/completions");
    }

    @Test
    void theVersionOfAClientThatThinksItTalksToAzureIsLeftOutOnTheV1Surface() throws Exception {
        ProviderRequest chat = Azure.chat("/openai/deployments/gpt-4o/chat/completions", "gpt-4o");
        ProviderRequest dated = new ProviderRequest(
                "POST", chat.path(), "api-version=2024-10-21", chat.headers(), chat.body(), chat.model(), false);

        assertThat(call(v1(), dated).status()).isEqualTo(200);
        assertThat(call(classic("v1"), dated).status()).isEqualTo(200);
        assertThat(upstream.requests())
                .extracting(RecordedRequest::target)
                .containsExactly(
                        "/openai/v1/chat/completions",
                        "/openai/deployments/chat-eu/chat/completions?api-version=2024-10-21");
    }

    @Test
    void aStreamIsThatOfAzureByteForByte() throws Exception {
        HttpReply reply = call(
                classic("2024-10-21"),
                json(
                        "POST",
                        "/v1/chat/completions",
                        "{\"model\":\"chat-eu\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"));

        assertThat(reply.headers().first("content-type").orElse("")).startsWith("text/event-stream");
        assertThat(text(reply))
                .startsWith("data: {\"choices\":[],\"created\":0,\"id\":\"\",\"model\":\"\",\"object\":\"\","
                        + "\"prompt_filter_results\":")
                .endsWith("data: [DONE]\n\n");
    }

    @Test
    void objectsAreMadeAndFoundAgainByAnyPathOfAnySdk() throws Exception {
        Deployment preview = classic("2025-04-01-preview");
        String assistant =
                text(call(preview, json("POST", "/openai/deployments/chat-eu/assistants", "{\"model\":\"chat-eu\"}")));
        String id = assistant.replaceFirst("^\\{\"id\":\"([^\"]+)\".*$", "$1");

        assertThat(call(preview, Azure.request("GET", "/v1/assistants/" + id, "limit=1"))
                        .status())
                .isEqualTo(200);
        assertThat(call(preview, Azure.request("GET", "/openai/assistants/" + id, null))
                        .status())
                .isEqualTo(200);
        assertThat(call(classic("2024-10-21"), Azure.request("GET", "/v1/assistants/" + id, null))
                        .status())
                .as("only previews have assistants")
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404|{\"error\":{\"code\":\"DeploymentNotFound\",\"message\":\"The API deployment for this resource does not exist.\"}}",
                "404|{\"error\":{\"code\":\"404\",\"message\": \"Resource not found\"}}",
                "429|{\"error\":{\"code\":\"429\",\"message\":\"Requests to the Creates a run Operation have exceeded call rate limit.\"}}",
                "400|{\"error\":{\"message\":\"The response was filtered\",\"type\":null,\"param\":\"prompt\",\"code\":\"content_filter\",\"status\":400,\"innererror\":{\"code\":\"ResponsibleAIPolicyViolation\"}}}",
                "500|<html>not even JSON</html>",
            })
    void anErrorOfAzureIsNotTouched(int status, String body) throws Exception {
        upstream.failNext(CannedReply.json(status, body, "apim-request-id", "a-1", "retry-after", "7"));

        HttpReply reply = call(classic("2024-10-21"), Azure.chat("/v1/chat/completions", "gpt-4o"));

        assertThat(reply.status()).isEqualTo(status);
        assertThat(text(reply)).isEqualTo(body);
        assertThat(reply.headers().first("apim-request-id")).contains("a-1");
        assertThat(reply.headers().first("retry-after")).contains("7");
    }

    @Test
    void aWrongKeyIsRefusedInAzuresWords() throws Exception {
        Account wrong = new Account(
                Optional.of(upstream.endpoint()), Azure.secret("wrong"), Optional.empty(), Optional.of("2024-10-21"));

        HttpReply reply = call(Azure.deployment(wrong), Azure.request("GET", "/v1/files", null));

        assertThat(reply.status()).isEqualTo(401);
        assertThat(text(reply))
                .startsWith("{\"error\":{\"code\":\"401\",\"message\":\"Access denied due to invalid subscription key");
    }

    @Test
    void anApplicationCallsWithATokenThatItGotOnce() throws Exception {
        upstream.register("app", "s3cret & + =", KEY);
        Deployment deployment = Azure.deployment(application("s3cret & + ="));

        for (int i = 0; i < 3; i++) {
            assertThat(call(deployment, Azure.chat("/v1/chat/completions", "gpt-4o"))
                            .status())
                    .isEqualTo(200);
        }

        assertThat(upstream.tokensIssued()).isEqualTo(1);
        assertThat(upstream.requests()).hasSize(4);
        assertThat(upstream.requests().get(0).target()).isEqualTo("/contoso/oauth2/v2.0/token");
        assertThat(upstream.requests().subList(1, 4)).allSatisfy(request -> {
            assertThat(request.headers().first("Authorization")).contains("Bearer entra-token-1");
            assertThat(request.headers().contains("api-key")).isFalse();
        });
    }

    @Test
    void anApplicationThatEntraDoesNotKnowCallsNobody() {
        upstream.register("app", "right", KEY);

        GatewayException failure = failure(application("wrong"));

        assertThat(failure)
                .hasMessageEndingWith(
                        "Entra refuses with 401 invalid_client (AADSTS7000215). Check tenant_id, client_id"
                                + " and client_secret.");
        assertThat(upstream.requests()).hasSize(1);
    }

    @Test
    void anEntraThatIsNotThereIsTold() throws Exception {
        try (DeadPort dead = DeadPort.refusing()) {
            GatewayException failure = failure(Azure.account(
                    upstream.endpoint(),
                    "tenant_id",
                    "contoso",
                    "client_id",
                    "app",
                    "client_secret",
                    "s",
                    "azure_authority_host",
                    dead.origin().toString()));

            assertThat(failure).hasMessageContaining("Entra cannot be reached.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset", "garbage", "cut"})
    void anEntraThatBreaksOffIsTold(String fault) {
        Script script = switch (fault) {
            case "reset" -> Faults.resetBeforeHead();
            case "garbage" -> Faults.garbage();
            default ->
                Script.afterBody()
                        .head("200 OK", "Content-Length: 99")
                        .raw("{\"access_token\"")
                        .close();
        };
        try (FaultyUpstream entra = FaultyUpstream.answering(script)) {
            GatewayException failure = failure(Azure.account(
                    upstream.endpoint(),
                    "tenant_id",
                    "contoso",
                    "client_id",
                    "app",
                    "client_secret",
                    "s",
                    "azure_authority_host",
                    entra.origin().toString()));

            assertThat(failure).hasMessageContaining("Entra gives no whole answer.");
        }
        assertThat(upstream.requests()).isEmpty();
    }

    private GatewayException failure(Account account) {
        Throwable thrown = Assertions.catchThrowableOfType(
                CompletionException.class,
                () -> azure.call(Azure.deployment(account), Azure.chat("/v1/chat/completions", "gpt-4o"))
                        .toCompletableFuture()
                        .orTimeout(30, TimeUnit.SECONDS)
                        .join());
        GatewayException failure = GatewayException.from(thrown);
        assertThat(failure.kind()).isEqualTo(ErrorKind.UPSTREAM_UNREACHABLE);
        return failure;
    }
}
