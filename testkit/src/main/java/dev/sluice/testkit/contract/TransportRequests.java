package dev.sluice.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpCall;
import dev.sluice.testkit.Bodies;
import dev.sluice.testkit.fault.Faults;
import dev.sluice.testkit.fault.FaultyUpstream;
import dev.sluice.testkit.fault.Filler;
import dev.sluice.testkit.fault.RecordedBody;
import dev.sluice.testkit.fault.RecordedRequest;
import dev.sluice.testkit.fault.Script;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests reach the upstream as the caller made them. */
interface TransportRequests extends TransportConcern {
    /** What the transport writes on its own account. */
    Set<String> OWN = Set.of("host", "content-length", "transfer-encoding", "connection");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1/files/a%2Fb//c",
                "/v1/x?a[]=1&a[]=2&b=%20+%5B",
                "/v1/runs/r/steps?include[]=step_details.tool_calls[*].file_search.results[*].content",
                "/%E2%82%AC;v=1/@:!$'()*,",
                "/v1/models?",
                "/v1/models?a?b=/../c&&=",
                "/a%00%0d%0a%2e%2e/"
            })
    default void theTargetIsWrittenAsGiven(String target) {
        try (FaultyUpstream upstream = ok()) {
            bench().text(Calls.get(upstream.origin(), target));
            assertThat(upstream.awaitRequest(Limits.SOON).target()).isEqualTo(target);
        }
    }

    @Test
    default void targetsMayBeLong() {
        String target = "/v1/models?q=" + "x".repeat(16 * 1024);
        try (FaultyUpstream upstream = ok()) {
            bench().text(Calls.get(upstream.origin(), target));
            assertThat(upstream.awaitRequest(Limits.SOON).target()).isEqualTo(target);
        }
    }

    /** What breaks a head in two would be a request of its own, or a header that nobody wrote. */
    @ParameterizedTest
    @ValueSource(strings = {"v\r\nInjected: yes", "v\n", "v\r", "v\r\n\r\nGET /second HTTP/1.1\r\nHost: x", "a\u0000b"})
    default void headersThatBreakTheHeadAreNotSent(String value) {
        Body none = Body.EMPTY;
        Body whole = Body.Bytes.of(new byte[] {1});
        try (FaultyUpstream upstream = ok()) {
            for (Body body : List.of(none, whole, Bodies.streamOfKnownLength(new byte[] {1}))) {
                GatewayException failure =
                        bench().failure(Calls.with(Calls.post(upstream.origin(), body), Headers.of("X-Extra", value)));
                assertThat(failure.reach()).isEqualTo(Reach.NOT_SENT);
            }
            assertThat(upstream.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"})
    default void everyMethodIsWritten(String method) {
        try (FaultyUpstream upstream = FaultyUpstream.answering(Script.answer("200 OK", ""))) {
            bench().text(Calls.of(method, upstream.origin(), "/v1/x", Body.EMPTY));
            RecordedRequest request = upstream.awaitRequest(Limits.SOON);
            assertThat(request.method()).isEqualTo(method);
            assertThat(request.awaitBody(Limits.SOON).size()).isZero();
            assertThat(request.headers().contains("Transfer-Encoding")).isFalse();
        }
    }

    @Test
    default void headersAreWrittenAsGivenAndNoneIsInvented() {
        Headers headers = Headers.of(
                "x-ONE",
                "1",
                "Authorization",
                "Bearer k",
                "X-Dup",
                "a",
                "user-agent",
                "me",
                "X-Dup",
                "b",
                "X-Last",
                "z");
        try (FaultyUpstream upstream = ok()) {
            bench().text(Calls.with(Calls.post(upstream.origin(), Body.Bytes.of(new byte[3])), headers));
            RecordedRequest request = upstream.awaitRequest(Limits.SOON);
            assertThat(request.headers().all("Host"))
                    .containsExactly(upstream.origin().authority());
            assertThat(Fields.of(request.headers()))
                    .filteredOn(line ->
                            !OWN.contains(line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT)))
                    .containsExactlyElementsOf(Fields.of(headers));
        }
    }

    @Test
    default void aBodyInMemoryIsSentWithItsLengthAndCanBeSentAgain() {
        Body.Bytes body = new Body.Bytes(List.of(utf8("{\"model\":"), utf8("\"gpt\""), utf8("}")), 15);
        try (FaultyUpstream upstream = ok()) {
            for (int i = 0; i < 2; i++) {
                bench().text(Calls.post(upstream.origin(), body));
                RecordedRequest request = upstream.awaitRequest(Limits.SOON);
                assertThat(request.headers().all("Content-Length")).containsExactly("15");
                assertThat(request.awaitBody(Limits.SOON).text()).isEqualTo("{\"model\":\"gpt\"}");
            }
        }
    }

    @Test
    default void aStreamOfKnownLengthIsSentWithItsLength() {
        Body body = Bodies.streamOfKnownLength(bytes("one "), bytes("two "), bytes("three"));
        try (FaultyUpstream upstream = ok()) {
            bench().text(Calls.post(upstream.origin(), body));
            RecordedRequest request = upstream.awaitRequest(Limits.SOON);
            assertThat(request.headers().all("Content-Length")).containsExactly("13");
            assertThat(request.headers().contains("Transfer-Encoding")).isFalse();
            assertThat(request.awaitBody(Limits.SOON).text()).isEqualTo("one two three");
        }
    }

    @Test
    default void aStreamOfUnknownLengthIsSentInChunks() {
        Body body = Bodies.stream(bytes("one "), bytes("two"));
        try (FaultyUpstream upstream = ok()) {
            bench().text(Calls.post(upstream.origin(), body));
            RecordedRequest request = upstream.awaitRequest(Limits.SOON);
            assertThat(request.headers().contains("Content-Length")).isFalse();
            assertThat(request.headers().all("Transfer-Encoding")).containsExactly("chunked");
            assertThat(request.awaitBody(Limits.SOON).text()).isEqualTo("one two");
        }
    }

    @Test
    default void anEmptyStreamIsSent() {
        try (FaultyUpstream upstream = ok()) {
            bench().text(Calls.post(upstream.origin(), Bodies.stream()));
            bench().text(Calls.post(upstream.origin(), Bodies.streamOfKnownLength()));
            assertThat(upstream.awaitRequest(Limits.SOON).awaitBody(Limits.SOON).size())
                    .isZero();
            assertThat(upstream.awaitRequest(Limits.SOON).awaitBody(Limits.SOON).size())
                    .isZero();
        }
    }

    @Test
    default void aLargeUploadArrivesWhole() {
        long size = (64L << 20) + 1;
        try (FaultyUpstream upstream = ok()) {
            bench().text(Calls.post(upstream.origin(), Bodies.filler(size)));
            RecordedBody body = upstream.awaitRequest(Limits.SOON).awaitBody(Limits.SOON);
            assertThat(body.size()).isEqualTo(size);
            assertThat(body.sha256()).isEqualTo(Filler.sha256(size));
        }
    }

    @Test
    default void anAnswerMayComeBeforeTheRequestBodyWasRead() {
        Script script = Faults.answersBeforeBody("413 Too Large", "no").stall();
        try (FaultyUpstream upstream = FaultyUpstream.answering(script)) {
            HttpCall call = Calls.post(upstream.origin(), Bodies.filler(1L << 30));
            var reply = bench().answer(call);
            assertThat(reply.status()).isEqualTo(413);
            assertThat(bench().bytes(reply)).asString().isEqualTo("no");
        }
    }

    private static FaultyUpstream ok() {
        return FaultyUpstream.answering(Script.answer("200 OK", "ok"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(bytes(text));
    }
}
