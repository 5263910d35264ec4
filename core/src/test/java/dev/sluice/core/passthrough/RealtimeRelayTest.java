package dev.sluice.core.passthrough;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.log.LogEvent;
import dev.sluice.core.log.Outcome;
import dev.sluice.core.passthrough.GatewayRequest.Entry;
import dev.sluice.core.realtime.Upgrade;
import dev.sluice.core.support.Streams;
import dev.sluice.core.support.TestRealtime;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Who gets a session, and where. */
class RealtimeRelayTest {
    private static final String PROTOCOL = "Sec-WebSocket-Protocol";

    private final TestRealtime gateway = new TestRealtime(false, true, "a=gpt-realtime", "b=pair", "c=pair");

    @Test
    void goesToTheDeploymentOfTheQuerysModelAndNamesItAsTheUpstreamDoes() {
        assertThat(gateway.open("x=%201&model=gpt-realtime&y")).isInstanceOf(RealtimeRelay.Opening.Ready.class);

        assertThat(gateway.asked).containsExactly("a");
        assertThat(gateway.requests.get(0).query()).isEqualTo("x=%201&model=gpt-realtime&y");
        assertThat(gateway.requests.get(0).queryNaming("upstream a")).isEqualTo("x=%201&model=upstream%20a&y");
    }

    @Test
    void whatNamesNoKnownModelGoesToTheDefaultUpstreamUnchanged() {
        gateway.open("model=unheard-of");
        gateway.open("intent=transcription");
        gateway.open(null);

        assertThat(gateway.asked).containsExactly("default", "default", "default");
        assertThat(gateway.requests.get(0).queryNaming("")).isEqualTo("model=unheard-of");
        assertThat(gateway.requests.get(2).queryNaming("x")).isNull();
    }

    @Test
    void withoutADefaultUpstreamAnUnknownModelIsRefusedWithTheKnownOnes() {
        TestRealtime closed = new TestRealtime(false, false, "a=gpt-realtime");
        HttpReply reply = TestRealtime.refusal(closed.open("model=nope"));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(text(reply)).contains("'nope' does not exist; known models: gpt-realtime");
        assertThat(TestRealtime.refusal(closed.open(null)).status()).isEqualTo(400);
        assertThat(closed.asked).isEmpty();
    }

    @Test
    void aQueryThatTwoReadersUnderstandDifferentlyIsRefused() {
        HttpReply reply = TestRealtime.refusal(gateway.open("model=gpt-realtime&model=pair"));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(text(reply)).contains("\"param\":\"model\"");
        assertThat(gateway.asked).isEmpty();
        assertThat(gateway.completed().error()).contains(ErrorKind.INVALID_REQUEST);
    }

    @Test
    void takesTheKeyFromAHeaderOrASubProtocolAndSendsItNowhere() {
        gateway.openWith(
                "model=gpt-realtime",
                Headers.of("Authorization", "Bearer " + TestRealtime.KEY, "OpenAI-Beta", "realtime=v1"));
        gateway.openWith(
                "model=gpt-realtime",
                Headers.of(
                        PROTOCOL,
                        "realtime, openai-insecure-api-key." + TestRealtime.KEY,
                        PROTOCOL,
                        "openai-beta.realtime-v1",
                        "Sec-WebSocket-Key",
                        "k",
                        "Sec-WebSocket-Version",
                        "13",
                        "Sec-WebSocket-Extensions",
                        "permessage-deflate",
                        "Upgrade",
                        "websocket",
                        "Connection",
                        "Upgrade, x-hop",
                        "X-Hop",
                        "1",
                        "Host",
                        "h",
                        "X-Kept",
                        "v"));

        assertThat(gateway.requests.get(0).headers()).isEqualTo(Headers.of("OpenAI-Beta", "realtime=v1"));
        assertThat(gateway.requests.get(1).headers())
                .isEqualTo(Headers.of("X-Kept", "v", PROTOCOL, "realtime, openai-beta.realtime-v1"));
    }

    @Test
    void aHeaderOutranksASubProtocolWhichIsDroppedAllTheSame() {
        gateway.open("model=gpt-realtime", PROTOCOL, "openai-insecure-api-key.nope");
        assertThat(gateway.requests.get(0).headers()).isEqualTo(Headers.EMPTY);
    }

    @Test
    void refusesEveryOtherKey() {
        assertThat(TestRealtime.refusal(gateway.openWith("model=gpt-realtime", Headers.EMPTY))
                        .status())
                .isEqualTo(401);
        HttpReply reply = TestRealtime.refusal(gateway.openWith(
                "model=gpt-realtime", Headers.of(PROTOCOL, "realtime, OpenAI-insecure-api-key.nope-secret")));
        assertThat(reply.status()).isEqualTo(401);
        assertThat(text(reply)).doesNotContain("nope-secret");
        assertThat(gateway.asked).isEmpty();
        assertThat(gateway.completed().principal()).isEqualTo("unknown");
    }

    @Test
    void tellsTheClientWhichSubProtocolTheUpstreamChose() {
        gateway.answers(new Upgrade.Accepted(
                Headers.of(
                        "Upgrade",
                        "websocket",
                        "Connection",
                        "Upgrade",
                        "Sec-WebSocket-Accept",
                        "a",
                        PROTOCOL,
                        "realtime",
                        "x-request-id",
                        "r"),
                gateway.upstream));
        var ready = (RealtimeRelay.Opening.Ready) gateway.open("model=unheard-of", PROTOCOL, "realtime");
        assertThat(ready.headers()).isEqualTo(Headers.of("x-request-id", "r", PROTOCOL, "realtime"));
    }

    @Test
    void tellsTheClientWhichDeploymentServesIt() {
        var ready = (RealtimeRelay.Opening.Ready) gateway.open("model=gpt-realtime");
        assertThat(ready.headers().first("x-litellm-model-id")).contains("a");
        assertThat(ready.headers().first("x-litellm-model-group")).contains("gpt-realtime");
    }

    @Test
    void theTargetOutranksTheModelAndOnlyTheModelGoesUpstream() {
        gateway.open("model=unheard-of&target_model_names=pair,x&y=1", "X-LiteLLM-Target-Model", "gpt-realtime");
        gateway.open("model=unheard-of&target_model_names=pair,x&y=1");
        assertThat(gateway.asked.get(0)).isEqualTo("a");
        assertThat(gateway.asked.get(1)).isIn("b", "c");
        assertThat(gateway.requests.get(1).queryNaming("up")).isEqualTo("model=up&y=1");
        assertThat(gateway.requests.get(0).headers()).isEqualTo(Headers.EMPTY);
    }

    @Test
    void onTheNativeRouteAModelMustBeOneOfTheGateways() {
        Headers headers = Headers.of("Authorization", "Bearer " + TestRealtime.KEY);
        assertThat(TestRealtime.refusal(gateway.openBy(Entry.NATIVE, "model=unheard-of", headers))
                        .status())
                .isEqualTo(400);
        assertThat(gateway.asked).isEmpty();
        gateway.openBy(Entry.NATIVE, "model=gpt-realtime", headers);
        gateway.openBy(Entry.NATIVE, "intent=transcription", headers);
        assertThat(gateway.asked).containsExactly("a", "default");
    }

    @Test
    void whateverTheUpstreamRefusesWithIsTheAnswer() {
        gateway.answers(refused(404));
        HttpReply reply = TestRealtime.refusal(gateway.open("model=pair"));
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.headers().all("X-Reason")).containsExactly("7");
        assertThat(reply.headers().contains("Connection")).isFalse();
        assertThat(text(reply)).isEqualTo("{\"error\":{}}");
        assertThat(gateway.asked)
                .as("it is the client's fault, not the deployment's")
                .hasSize(1);
        assertThat(gateway.completed().status()).isEqualTo(404);
        assertThat(gateway.completed().outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    void aRefusalThatIsTheDeploymentsOwnLetsTheNextOneAnswer() {
        gateway.answers(refused(429));
        var ready = (RealtimeRelay.Opening.Ready) gateway.open("model=pair");
        assertThat(gateway.asked).containsExactlyInAnyOrder("b", "c");
        assertThat(ready.headers().first("x-litellm-model-id")).contains(gateway.asked.get(1));
        assertThat(ready.headers().first("x-litellm-attempted-retries")).contains("1");
    }

    @Test
    void whereEveryDeploymentRefusesTheLastRefusalIsTheAnswer() {
        gateway.answers(refused(500));
        gateway.answers(refused(401));
        HttpReply reply = TestRealtime.refusal(gateway.open("model=pair"));
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.headers().first("x-should-retry")).contains("false");
        assertThat(gateway.completed().attempts()).hasSize(2);
    }

    private static Upgrade refused(int status) {
        return new Upgrade.Refused(new HttpReply(
                status,
                Headers.of("X-Reason", "7", "Connection", "close"),
                Body.Bytes.of("{\"error\":{}}".getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void aProviderThatOpensNoWebSocketIsPassedOver() {
        gateway.fails(failure(ErrorKind.INVALID_REQUEST, Reach.NOT_SENT));
        assertThat(gateway.open("model=pair")).isInstanceOf(RealtimeRelay.Opening.Ready.class);
        gateway.fails(failure(ErrorKind.INVALID_REQUEST, Reach.NOT_SENT));
        assertThat(TestRealtime.refusal(gateway.open("model=gpt-realtime")).status())
                .isEqualTo(400);
    }

    @Test
    void theNextDeploymentIsAskedWhereTheConnectionWasNeverMade() {
        gateway.fails(failure(ErrorKind.UPSTREAM_UNREACHABLE, Reach.NOT_SENT));
        assertThat(gateway.open("model=pair")).isInstanceOf(RealtimeRelay.Opening.Ready.class);
        assertThat(gateway.asked).containsExactlyInAnyOrder("b", "c");
        assertThat(gateway.events)
                .filteredOn(LogEvent.Attempted.class::isInstance)
                .hasSize(2);
    }

    @Test
    void everyDeploymentIsAskedOnceAtMost() {
        gateway.fails(failure(ErrorKind.UPSTREAM_UNREACHABLE, Reach.NOT_SENT));
        gateway.fails(failure(ErrorKind.UPSTREAM_TIMEOUT, Reach.NOT_SENT));
        HttpReply reply = TestRealtime.refusal(gateway.open("model=pair"));
        assertThat(reply.status()).as("as the last one failed").isEqualTo(504);
        assertThat(gateway.asked).containsExactlyInAnyOrder("b", "c");
        assertThat(gateway.completed().attempts()).hasSize(2);
        assertThat(gateway.completed().outcome()).isEqualTo(Outcome.TIMEOUT);
    }

    @Test
    void whoeverMayHaveSeenTheHandshakeIsTheLastToBeAsked() {
        gateway.fails(failure(ErrorKind.UPSTREAM_CLOSED, Reach.SENT));
        assertThat(TestRealtime.refusal(gateway.open("model=pair")).status()).isEqualTo(502);
        assertThat(gateway.asked).hasSize(1);
    }

    @Test
    void nobodyIsAskedForAClientThatHasLeft() {
        gateway.fails(failure(ErrorKind.CLIENT_CLOSED, Reach.NOT_SENT));
        gateway.open("model=pair");
        assertThat(gateway.asked).hasSize(1);
        assertThat(gateway.completed().outcome()).isEqualTo(Outcome.CLIENT_CLOSED);
    }

    @Test
    void withoutAMasterKeyPagesOfOtherOriginsStayOut() {
        TestRealtime open = new TestRealtime(true, true);
        for (String origin : new String[] {"https://evil.example", "null", "http://localhost:4001", ""}) {
            HttpReply reply =
                    TestRealtime.refusal(open.openWith(null, Headers.of("Host", "localhost:4000", "Origin", origin)));
            assertThat(reply.status()).as(origin).isEqualTo(401);
        }
        assertThat(open.asked).isEmpty();
        open.openWith(null, Headers.of("Host", "localhost:4000", "Origin", "http://LOCALHOST:4000"));
        open.openWith(null, Headers.of("Host", "localhost:4000"));
        assertThat(open.asked).hasSize(2);
        assertThat(gateway.open("model=gpt-realtime", "Host", "h", "Origin", "https://page.example"))
                .as("with a key it is the page's own")
                .isInstanceOf(RealtimeRelay.Opening.Ready.class);
    }

    private static GatewayException failure(ErrorKind kind, Reach reach) {
        return new GatewayException(kind, reach, "scripted");
    }

    private static String text(HttpReply reply) {
        return Streams.text(reply.body()).join();
    }
}
