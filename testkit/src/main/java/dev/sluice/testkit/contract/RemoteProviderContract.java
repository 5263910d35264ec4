package dev.sluice.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.call.CallContext;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpCall;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.http.Origin;
import dev.sluice.core.routing.Account;
import dev.sluice.core.secret.SecretRef;
import dev.sluice.core.spi.Provider;
import dev.sluice.core.spi.ProviderRequest;
import dev.sluice.testkit.Bodies;
import dev.sluice.testkit.RecordingTransport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link Provider} must do that asks an upstream over HTTP. */
public abstract class RemoteProviderContract extends ProviderContract {
    /** The base URL of every deployment here. Nothing is ever sent to it. */
    protected static final String BASE = "https://upstream.example:8443/base";

    /** The upstream credential of every deployment here. */
    protected static final String UPSTREAM_KEY = "sk-upstream-canary-5f1c";

    private static final Origin ORIGIN = new Origin(true, "upstream.example", 8443);
    private static final String CLIENT_KEY = "sk-client-canary-9e07";
    private static final Map<String, String> ENVIRONMENT = Map.of("SLUICE_CONTRACT_KEY", UPSTREAM_KEY);

    private final HttpReply ok = new HttpReply(200, Headers.of("X-A", "1"), Body.Bytes.of(bytes("{\"ok\":true}")));

    /**
     * Asserts that the call carries the credential. As it stands: in one header; override it for another scheme.
     *
     * @param call what was sent
     */
    protected void assertCredential(HttpCall call) {
        assertThat(Fields.of(call.headers()))
                .filteredOn(line -> line.contains(UPSTREAM_KEY))
                .hasSize(1);
    }

    private Account account() {
        return account(Optional.of(new SecretRef.Environment("SLUICE_CONTRACT_KEY")));
    }

    private static Account account(Optional<SecretRef> key) {
        return new Account(Optional.of(BASE), key, Optional.empty(), Optional.empty());
    }

    private HttpCall sent(ProviderRequest request) {
        RecordingTransport transport = RecordingTransport.answering(ok);
        try (Provider provider = provider(transport, ENVIRONMENT)) {
            Stages.await(provider.call(newDeployment(account()), request, context()));
            return transport.only().call();
        }
    }

    private static ProviderRequest request(
            String method, String path, @Nullable String query, Headers headers, Body body) {
        return new ProviderRequest(method, path, query, headers, body, null, false);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 204, 302, 400, 401, 403, 404, 408, 409, 422, 429, 500, 502, 503, 529})
    void whateverTheUpstreamAnswersIsTheAnswer(int status) {
        HttpReply answer = new HttpReply(
                status, Headers.of("Retry-After", "7", "x-request-id", "r"), Body.Bytes.of(bytes("{\"error\":{}}")));
        try (Provider provider = provider(RecordingTransport.answering(answer), ENVIRONMENT)) {
            HttpReply reply = Stages.await(provider.call(newDeployment(account()), chat(), context()));
            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.headers()).isEqualTo(answer.headers());
            assertThat(Stages.await(Bodies.collect(reply.body()))).isEqualTo(bytes("{\"error\":{}}"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UPSTREAM_UNREACHABLE, NOT_SENT",
        "UPSTREAM_CLOSED, SENT",
        "UPSTREAM_TIMEOUT, SENT",
        "UPSTREAM_INVALID, SENT",
        "CLIENT_CLOSED, SENT"
    })
    void aFailureOfTheTransportKeepsItsKindAndReach(ErrorKind kind, Reach reach) {
        RecordingTransport transport = RecordingTransport.failing(new GatewayException(kind, reach, "Planted."));
        try (Provider provider = provider(transport, ENVIRONMENT)) {
            GatewayException failure = Stages.failure(provider.call(newDeployment(account()), chat(), context()));
            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure.reach()).isEqualTo(reach);
            assertThat(transport.sent()).as("a provider never tries again").hasSize(1);
        }
    }

    @Test
    void theCancellationIsHandedOn() {
        RecordingTransport transport = RecordingTransport.answering(ok);
        CallContext context = context();
        try (Provider provider = provider(transport, ENVIRONMENT)) {
            Stages.await(provider.call(newDeployment(account()), chat(), context));
            assertThat(transport.only().context().cancellation().isCancelled()).isFalse();
            context.cancellation().cancel();
            assertThat(transport.only().context().cancellation().isCancelled()).isTrue();
        }
    }

    @Test
    void theUpstreamsCredentialIsSentAndNothingOfTheClients() {
        Headers headers =
                Headers.of("Authorization", "Bearer " + CLIENT_KEY, "api-key", CLIENT_KEY, "X-API-Key", CLIENT_KEY);
        HttpCall call = sent(request("POST", "/v1/files", null, headers, Body.EMPTY));
        assertCredential(call);
        assertThat(Fields.of(call.headers())).noneMatch(line -> line.contains(CLIENT_KEY));
    }

    @Test
    void anAccountWithoutKeySendsNoneOfAnybody() {
        RecordingTransport transport = RecordingTransport.answering(ok);
        Headers headers = Headers.of("Authorization", "Bearer " + CLIENT_KEY);
        try (Provider provider = provider(transport, ENVIRONMENT)) {
            var reply = provider.call(
                    newDeployment(account(Optional.empty())),
                    request("GET", "/v1/models", null, headers, Body.EMPTY),
                    context());
            assertThat(Outcomes.of(reply)).isNotEmpty();
            assertThat(transport.sent())
                    .allSatisfy(sent -> assertThat(Fields.of(sent.call().headers()))
                            .noneMatch(line -> line.contains(CLIENT_KEY) || line.contains(UPSTREAM_KEY)));
        }
    }

    @Test
    void aKeyThatIsGoneFailsTheCallBeforeItIsSent() {
        RecordingTransport transport = RecordingTransport.answering(ok);
        try (Provider provider = provider(transport, Map.of())) {
            GatewayException failure = Stages.failure(provider.call(newDeployment(account()), chat(), context()));
            assertThat(failure.kind()).isEqualTo(ErrorKind.NO_UPSTREAM);
            assertThat(failure.reach()).isEqualTo(Reach.NOT_SENT);
            assertThat(transport.sent()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "//evil.example/v1/models",
                "/@evil.example/v1",
                "/v1@evil.example:80/",
                "/\\evil.example",
                "/http://evil.example/v1",
                "/v1/%2F%2Fevil.example",
                "/:80/v1",
                "/v1#@evil.example",
                "/%0d%0aHost:%20evil.example"
            })
    void noPathChangesTheDestination(String path) {
        assertAtHome(request("GET", path, "u=//evil.example", Headers.EMPTY, Body.EMPTY));
    }

    @Test
    void neitherQueryNorHeaderNorBodyChangesTheDestination() {
        String url = "http://evil.example/v1";
        for (String name : List.of("api_base", "base_url", "api_url", "endpoint", "host", "target", "url", "proxy")) {
            assertAtHome(request("GET", "/v1/models", name + "=" + url, Headers.EMPTY, Body.EMPTY));
            Headers headers = Headers.of(name, url, "x-" + name.replace('_', '-'), url, "Host", "evil.example");
            assertAtHome(request("GET", "/v1/models", null, headers, Body.EMPTY));
            Body body = Body.Bytes.of(bytes("{\"" + name + "\":\"" + url + "\",\"messages\":[]}"));
            assertAtHome(request("POST", "/v1/chat/completions", null, Headers.EMPTY, body));
        }
    }

    private void assertAtHome(ProviderRequest request) {
        HttpCall call = sent(request);
        assertThat(call.origin()).isEqualTo(ORIGIN);
        assertThat(call.target()).startsWith("/base");
        assertThat(call.headers().contains("Host"))
                .as("the transport writes Host")
                .isFalse();
    }

    @Test
    void theQueryIsSentAsItCame() {
        String query = "include[]=a%5Bb&include[]=c&after=%20x+y&empty=&&flag";
        assertThat(sent(request("GET", "/v1/threads", query, Headers.EMPTY, Body.EMPTY))
                        .target())
                .contains(query);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"})
    void everyMethodIsKept(String method) {
        assertThat(sent(request(method, "/v1/unheard/of", null, Headers.EMPTY, Body.EMPTY))
                        .method())
                .isEqualTo(method);
    }

    @Test
    void aBodyThatNamesNoModelIsSentByteForByte() {
        assertThat(Stages.await(Bodies.collect(sent(chat()).body())))
                .isEqualTo(Stages.await(Bodies.collect(chat().body())));
        byte[] binary = {0, (byte) 0xff, '\r', '\n', 0x1f, (byte) 0x8b};
        HttpCall streamed = sent(request("POST", "/v1/files", null, Headers.EMPTY, Bodies.streamOfKnownLength(binary)));
        assertThat(streamed.body().length()).hasValue(binary.length);
        assertThat(Stages.await(Bodies.collect(streamed.body()))).isEqualTo(binary);
    }

    @Test
    void otherHeadersSurvive() {
        Headers headers = Headers.of(
                "traceparent",
                "00-1-2-01",
                "Idempotency-Key",
                "k",
                "X-Stainless-Lang",
                "java",
                "X-Dup",
                "a",
                "X-Dup",
                "b");
        assertThat(Fields.of(sent(request("POST", "/v1/batches", null, headers, Body.EMPTY))
                        .headers()))
                .containsAll(Fields.of(headers))
                .containsSubsequence("X-Dup: a", "X-Dup: b");
    }

    @Test
    void theDeploymentsTimeoutsAreSent() {
        assertThat(sent(chat()).timeouts()).isEqualTo(newDeployment(account()).timeouts());
    }

    @Test
    void nothingPrintsTheCredential() {
        RecordingTransport transport = RecordingTransport.answering(ok);
        try (Provider provider = provider(transport, ENVIRONMENT)) {
            Stages.await(provider.call(newDeployment(account()), chat(), context()));
            assertThat(provider + " " + transport.only().call()).doesNotContain(UPSTREAM_KEY);
        }
    }
}
