package dev.sluice.provider.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.routing.Account;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.secret.Secret;
import dev.sluice.core.secret.SecretRef;
import dev.sluice.testkit.Bodies;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where there is no token there is no call, and the reason says what to do and nothing that is secret. */
final class NoTokenTest {
    private static final String SECRET = "s3cret-canary";
    private static final String TOKEN = "token-canary";

    private final TokenUpstream upstream = new TokenUpstream();
    private final Azure azure = new Azure(upstream);

    private CompletableFuture<HttpReply> call(String... more) {
        String[] secrets = {"tenant_id", "contoso", "client_id", "app", "client_secret", SECRET};
        String[] all = Arrays.copyOf(secrets, secrets.length + more.length);
        System.arraycopy(more, 0, all, secrets.length, more.length);
        return call(Azure.account(Azure.BASE, all));
    }

    private CompletableFuture<HttpReply> call(Account account) {
        Deployment deployment = Azure.deployment(account);
        return azure.call(deployment, Azure.chat("/v1/chat/completions", "gpt-4o"))
                .toCompletableFuture();
    }

    private GatewayException failure(CompletableFuture<HttpReply> call) {
        assertThat(call).isCompletedExceptionally();
        assertThat(upstream.credentials()).as("nothing is sent to Azure").isEmpty();
        GatewayException failure =
                GatewayException.from(Assertions.catchThrowableOfType(CompletionException.class, call::join));
        assertThat(failure.reach()).isEqualTo(Reach.NOT_SENT);
        assertThat(failure.toString()).doesNotContain(SECRET, TOKEN);
        return failure;
    }

    private GatewayException failureOf(CompletableFuture<HttpReply> call) {
        GatewayException failure = failure(call);
        assertThat(failure.kind()).isEqualTo(ErrorKind.UPSTREAM_UNREACHABLE);
        assertThat(failure.getMessage()).startsWith("There is no Entra token for this Azure deployment: ");
        return failure;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            401|{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided: s3cret-canary"}|Entra refuses with 401 invalid_client (AADSTS7000215). Check tenant_id, client_id and client_secret.
            400|{"error":"unauthorized_client","error_description":"AADSTS700016: Application with identifier 'app' was not found"}|Entra refuses with 400 unauthorized_client (AADSTS700016). Check tenant_id, client_id and client_secret.
            400|{"error":"invalid_request","error_description":"AADSTS90002: Tenant 'contoso' not found."}|Entra refuses with 400 invalid_request (AADSTS90002). Check tenant_id, client_id and client_secret.
            400|{"error":"invalid_scope","error_description":"AADSTS1002012: The provided value for scope is not valid."}|Entra refuses with 400 invalid_scope (AADSTS1002012). Check azure_scope and tenant_id.
            400|{"error":"s3cret-canary","error_description":"AADSTSs3cret-canary"}|Entra refuses with 400. Check tenant_id, client_id and client_secret.
            429|{"error":"temporarily_unavailable"}|Entra refuses with 429 temporarily_unavailable. Try again later.
            503|<html>s3cret-canary</html>|Entra refuses with 503. Try again later.
            302|''|Entra refuses with 302. Check tenant_id, client_id and client_secret.
            200|{"access_token":"token-canary"}|what azure_authority_host answers holds none. Check that it is Entra's.
            200|{"access_token":"token-canary","expires_in":0}|what azure_authority_host answers holds none. Check that it is Entra's.
            200|{"access_token":"token-canary","expires_in":-5}|what azure_authority_host answers holds none. Check that it is Entra's.
            200|{"access_token":"token-canary","expires_in":"soon"}|what azure_authority_host answers holds none. Check that it is Entra's.
            200|{"access_token":"token-canary\\r\\nX: y","expires_in":3600}|what azure_authority_host answers holds none. Check that it is Entra's.
            200|{"access_token":"","expires_in":3600}|what azure_authority_host answers holds none. Check that it is Entra's.
            200|{"access_token":7,"expires_in":3600}|what azure_authority_host answers holds none. Check that it is Entra's.
            200|{"expires_in":3600}|what azure_authority_host answers holds none. Check that it is Entra's.
            200|["token-canary"]|what azure_authority_host answers holds none. Check that it is Entra's.
            200|no JSON token-canary|what azure_authority_host answers holds none. Check that it is Entra's.
            200|''|what azure_authority_host answers holds none. Check that it is Entra's.
            """)
    void anAnswerWithoutATokenIsToldByItsCodes(int status, String body, String reason) {
        CompletableFuture<HttpReply> call = call();

        upstream.answerWith(TokenUpstream.json(status, body));

        assertThat(failureOf(call)).hasMessageEndingWith(": " + reason);
    }

    @ParameterizedTest
    @CsvSource({
        "UPSTREAM_UNREACHABLE, NOT_SENT, cannot be reached",
        "UPSTREAM_TIMEOUT, SENT, does not answer in time",
        "UPSTREAM_CLOSED, SENT, gives no whole answer",
        "UPSTREAM_INVALID, STARTED, gives no whole answer",
        "OVERLOADED, NOT_SENT, gives no whole answer",
    })
    void aTokenEndpointThatFailsIsTold(ErrorKind kind, Reach reach, String reason) {
        CompletableFuture<HttpReply> call = call();

        upstream.failWith(new GatewayException(kind, reach, SECRET));

        assertThat(failureOf(call)).hasMessageContaining("Entra " + reason + ". Check the network");
    }

    @Test
    void allWhoWaitLearnOfItAndTheNextCallTriesAgain() {
        CompletableFuture<HttpReply> one = call();
        CompletableFuture<HttpReply> other = call();
        upstream.answerWith(TokenUpstream.json(503, "{}"));
        failureOf(one);
        failureOf(other);

        CompletableFuture<HttpReply> next = call();
        upstream.grant("token-1", 3600);

        assertThat(next).isCompleted();
        assertThat(upstream.credentials()).containsExactly("Bearer token-1");
    }

    @Test
    void anAnswerThatBreaksOffOrNeverEndsIsTold() {
        CompletableFuture<HttpReply> endless = call();
        upstream.answerWith(new HttpReply(200, Headers.EMPTY, Bodies.filler(1L << 40)));
        assertThat(failureOf(endless)).hasMessageContaining("gives no whole answer");

        CompletableFuture<HttpReply> broken = call();
        upstream.answerWith(
                new HttpReply(200, Headers.EMPTY, new Body.Stream(NoTokenTest::breakOff, OptionalLong.empty())));
        assertThat(failureOf(broken)).hasMessageContaining("gives no whole answer");
    }

    private static void breakOff(Flow.Subscriber<? super ByteBuffer> subscriber) {
        subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {}

            @Override
            public void cancel() {}
        });
        subscriber.onError(new GatewayException(ErrorKind.UPSTREAM_CLOSED, Reach.STARTED, SECRET));
    }

    @Test
    void anAnswerInPiecesIsReadWhole() {
        CompletableFuture<HttpReply> call = call();

        upstream.answerWith(new HttpReply(
                200,
                Headers.EMPTY,
                Bodies.stream(bytes("{\"expires_in\":\"3600\","), bytes("\"access_"), bytes("token\":\"t\"}"))));

        assertThat(call).isCompleted();
        assertThat(upstream.credentials()).containsExactly("Bearer t");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://", "no host", "ftp://host", "https://user@host"})
    void anAuthorityThatIsNoneIsTold(String authority) {
        assertThat(failureOf(call("azure_authority_host", authority)))
                .hasMessageContaining("azure_authority_host is neither a host nor a URL");
        assertThat(upstream.tokenRequests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tenant_id", "client_id"})
    void halfAnApplicationIsTold(String missing) {
        Account whole = Azure.account(Azure.BASE, "tenant_id", "contoso", "client_id", "app", "client_secret", SECRET);
        Map<String, SecretRef> secrets = new HashMap<>(whole.secrets());
        secrets.remove(missing);

        GatewayException failure = failure(
                call(new Account(whole.base(), whole.key(), whole.organization(), whole.apiVersion(), secrets)));

        assertThat(failure.kind()).isEqualTo(ErrorKind.NO_UPSTREAM);
        assertThat(failure).hasMessageContaining("set litellm_params." + missing);
        assertThat(upstream.tokenRequests()).isEmpty();
    }

    @Test
    void nothingPrintsASecret() {
        CompletableFuture<HttpReply> call = call();
        upstream.grant(TOKEN, 3600);
        call.join();

        EntraClient client = new EntraClient("a", "t", "c", Secret.of(SECRET), "s");
        assertThat(client + " " + Grant.of(Secret.of(TOKEN), Azure.NOW, Duration.ofHours(1)) + " "
                        + upstream.tokenRequests())
                .doesNotContain(SECRET, TOKEN);
    }
}
