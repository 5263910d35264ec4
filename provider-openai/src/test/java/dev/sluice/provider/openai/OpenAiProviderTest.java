package dev.sluice.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.call.CallContext;
import dev.sluice.core.call.Cancellation;
import dev.sluice.core.call.Principal;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpCall;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.http.Timeouts;
import dev.sluice.core.json.ModelField;
import dev.sluice.core.routing.Account;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.Share;
import dev.sluice.core.secret.Secret;
import dev.sluice.core.secret.SecretRef;
import dev.sluice.core.spi.Provider;
import dev.sluice.core.spi.ProviderRequest;
import dev.sluice.core.spi.Services;
import dev.sluice.testkit.Bodies;
import dev.sluice.testkit.RecordingTransport;
import dev.sluice.testkit.StaticKeys;
import dev.sluice.testkit.contract.RemoteProviderContract;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OpenAiProviderTest extends RemoteProviderContract {
    private static final Duration STREAM_LIMIT = Duration.ofSeconds(3);

    private final RecordingTransport transport =
            RecordingTransport.answering(new HttpReply(200, Headers.EMPTY, Body.EMPTY));
    private final OpenAiProvider provider = new OpenAiProvider(transport, new StaticKeys(null, Map.of()));

    @Override
    protected Provider newProvider(Services services) {
        return new OpenAiProviderFactory().create(services);
    }

    @Override
    protected Deployment newDeployment(Account account) {
        return Deployment.of("d", "gpt-4", OpenAiProvider.TYPE, "gpt-4", account);
    }

    private static Deployment deployment(Map<String, String> settings) {
        Account account = new Account(
                Optional.empty(),
                Optional.of(new SecretRef.Literal(Secret.of("sk-up"))),
                Optional.of("org-1"),
                Optional.empty());
        return new Deployment(
                "d",
                "gpt-4",
                OpenAiProvider.TYPE,
                "gpt-4-turbo",
                account,
                Share.EQUAL,
                Timeouts.DEFAULT,
                Optional.of(STREAM_LIMIT),
                settings);
    }

    private HttpCall sent(Deployment deployment, String path, Headers headers, Body body, @Nullable ModelField model) {
        ProviderRequest request =
                new ProviderRequest("POST", path, null, headers, body, model, path.endsWith("streamed"));
        provider.call(deployment, request, new CallContext("c", Principal.MASTER, new Cancellation()))
                .toCompletableFuture()
                .join();
        return transport.only().call();
    }

    /** Clients of Azure name a version on any path. */
    @ParameterizedTest
    @CsvSource({
        ", /v1/files?limit=2",
        "http://127.0.0.1:1/v1, /v1/files?api-version=2024-10-21&limit=2",
    })
    void tellsOpenAiNoVersion(@Nullable String base, String target) {
        Account account = new Account(Optional.ofNullable(base), Optional.empty(), Optional.empty(), Optional.empty());
        ProviderRequest request = new ProviderRequest(
                "GET", "/files", "api-version=2024-10-21&limit=2", Headers.EMPTY, Body.EMPTY, null, false);
        provider.call(newDeployment(account), request, new CallContext("c", Principal.MASTER, new Cancellation()))
                .toCompletableFuture()
                .join();
        assertThat(transport.only().call().target()).isEqualTo(target);
    }

    @ParameterizedTest
    @CsvSource({
        "/assistants, true",
        "/v1/assistants, true",
        "/v1/assistants/asst_1, true",
        "/threads/runs, true",
        "/v1/threads/thread_1/messages, true",
        "/v1/vector_stores, false",
        "/v1/assistants_x, false",
        "/v1/files/threads, false",
    })
    void addsTheBetaHeaderWhereTheAssistantsApiWantsIt(String path, boolean added) {
        HttpCall call = sent(deployment(Map.of()), path, Headers.EMPTY, Body.EMPTY, null);
        assertThat(call.headers().all("OpenAI-Beta")).hasSize(added ? 1 : 0);
    }

    @Test
    void keepsTheClientsOwnBetaAndOrganization() {
        Headers own = Headers.of("openai-beta", "assistants=v1", "openai-organization", "org-client");
        HttpCall call = sent(deployment(Map.of()), "/v1/threads", own, Body.EMPTY, null);
        assertThat(call.headers())
                .isEqualTo(own.toBuilder().add("Authorization", "Bearer sk-up").build());
    }

    @Test
    void setsOrganizationAndExtraHeadersOfTheDeployment() {
        HttpCall call = sent(
                deployment(Map.of("extra_headers.X-Team", "blue", "other", "x")),
                "/v1/x",
                Headers.of("x-team", "red"),
                Body.EMPTY,
                null);
        assertThat(call.headers())
                .isEqualTo(
                        Headers.of("Authorization", "Bearer sk-up", "OpenAI-Organization", "org-1", "X-Team", "blue"));
    }

    @Test
    void namesTheModelAsTheDeploymentDoes() {
        String json = "{\"model\":\"gpt-4\",\"n\":1.0}";
        Body body = Body.Bytes.of(json.getBytes(StandardCharsets.UTF_8));
        HttpCall call = sent(deployment(Map.of()), "/v1/x", Headers.EMPTY, body, new ModelField("gpt-4", 9, 16));
        assertThat(new String(Bodies.collect(call.body()).toCompletableFuture().join(), StandardCharsets.UTF_8))
                .isEqualTo("{\"model\":\"gpt-4-turbo\",\"n\":1.0}");
    }

    @Test
    void waitsForTheFirstByteOfAStreamAsLongAsStreamTimeoutSays() {
        HttpCall call = sent(deployment(Map.of()), "/v1/streamed", Headers.EMPTY, Body.EMPTY, null);
        assertThat(call.timeouts().firstByte()).isEqualTo(STREAM_LIMIT);
        assertThat(call.timeouts().idle()).isEqualTo(Timeouts.DEFAULT.idle());
    }

    @Test
    void goesToOpenAiWithoutABaseOfItsOwn() {
        HttpCall call = sent(deployment(Map.of()), "/files", Headers.EMPTY, Body.EMPTY, null);
        assertThat(call.origin()).hasToString("https://api.openai.com");
        assertThat(call.target()).isEqualTo("/v1/files");
    }

    private HttpCall connected(Deployment deployment, String path, @Nullable String query, Headers headers) {
        ProviderRequest request = new ProviderRequest("GET", path, query, headers, Body.EMPTY, null, false);
        provider.connect(deployment, request, new CallContext("c", Principal.MASTER, new Cancellation()))
                .toCompletableFuture()
                .join();
        return transport.only().call();
    }

    @Test
    void opensWebSocketsOnTheSameBaseWithTheDeploymentsKeyAndItsNameForTheModel() {
        Headers client = Headers.of(
                "api-key", "sk-client", "Sec-WebSocket-Protocol", "realtime", "OpenAI-Safety-Identifier", "s");
        HttpCall call = connected(deployment(Map.of()), "/realtime", "a=%20&model=gpt-4&b[]=1", client);
        assertThat(call.origin()).hasToString("https://api.openai.com");
        assertThat(call.target()).isEqualTo("/v1/realtime?a=%20&model=gpt-4-turbo&b[]=1");
        assertThat(call.headers())
                .isEqualTo(Headers.of(
                        "Sec-WebSocket-Protocol",
                        "realtime",
                        "OpenAI-Safety-Identifier",
                        "s",
                        "Authorization",
                        "Bearer sk-up",
                        "OpenAI-Organization",
                        "org-1"));
    }

    @Test
    void aQueryThatNamesNoModelIsSentAsItCame() {
        HttpCall call = connected(deployment(Map.of()), "/v1/realtime", "intent=transcription&%zz", Headers.EMPTY);
        assertThat(call.target()).isEqualTo("/v1/realtime?intent=transcription&%zz");
    }
}
