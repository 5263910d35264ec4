package dev.sluice.testkit.fault;

import static dev.sluice.testkit.fault.Limits.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the upstream records of requests and connections. */
class FaultyUpstreamRecordTest {
    @Test
    void keepsTheHeadExactly() throws IOException {
        try (FaultyUpstream upstream = FaultyUpstream.answering(Script.answer("200 OK", "ok"));
                RawHttpClient client = RawHttpClient.connect(upstream.port())) {
            client.request("GET", "/a//b%2Fc?x[]=1&x[]=2", "hOsT: here", "X-One:  a ", "x-one: b");
            assertThat(client.readResponse().text()).isEqualTo("ok");

            RecordedRequest request = upstream.awaitRequest(SOON);
            assertThat(request.requestLine()).isEqualTo("GET /a//b%2Fc?x[]=1&x[]=2 HTTP/1.1");
            assertThat(request.method()).isEqualTo("GET");
            assertThat(request.target()).isEqualTo("/a//b%2Fc?x[]=1&x[]=2");
            assertThat(request.headerLines()).containsExactly("hOsT: here", "X-One:  a ", "x-one: b");
            assertThat(request.headers().all("X-ONE")).containsExactly("a", "b");
            assertThat(request.awaitBody(SOON).size()).isZero();
        }
    }

    @Test
    void keepsBodiesOfBothFramings() throws IOException {
        try (FaultyUpstream upstream = FaultyUpstream.answering(Script.answer("200 OK", "ok"));
                RawHttpClient client = RawHttpClient.connect(upstream.port())) {
            client.send("POST /a HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello");
            client.readResponse();
            client.request("POST", "/b", "Transfer-Encoding: chunked");
            client.send("3;ext=\"1\"\r\nabc\r\n");
            client.send("A\r\n0123456789\r\n");
            client.send("0\r\nX-Sum: 13\r\n\r\n");
            client.readResponse();

            RecordedBody plain = upstream.awaitRequest(SOON).awaitBody(SOON);
            assertThat(plain.text()).isEqualTo("hello");
            assertThat(plain.sha256()).isEqualTo("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
            RecordedRequest second = upstream.awaitRequest(SOON);
            RecordedBody chunked = second.awaitBody(SOON);
            assertThat(chunked.text()).isEqualTo("abc0123456789");
            assertThat(chunked.chunkLines()).containsExactly("3;ext=\"1\"", "A", "0");
            assertThat(chunked.trailers()).containsExactly("X-Sum: 13");
            assertThat(second.connection().number()).isEqualTo(1);
            assertThat(upstream.connections()).hasSize(1);
            assertThat(upstream.requests()).hasSize(2);
        }
    }

    @Test
    void tellsHowThePeerLeft() throws Exception {
        try (FaultyUpstream upstream = FaultyUpstream.answering(Faults.neverAnswers())) {
            RawHttpClient polite = RawHttpClient.connect(upstream.port());
            polite.request("GET", "/");
            FaultConnection first = upstream.awaitConnection(SOON);
            upstream.awaitRequest(SOON);
            assertThat(upstream.openConnections()).isEqualTo(1);
            polite.close();
            assertThat(first.closedByPeer().get(10, TimeUnit.SECONDS).kind()).isEqualTo(PeerClose.Kind.CLOSED);

            RawHttpClient rude = RawHttpClient.connect(upstream.port());
            rude.request("GET", "/");
            FaultConnection second = upstream.awaitRequest(SOON).connection();
            rude.reset();
            assertThat(second.closedByPeer().get(10, TimeUnit.SECONDS).kind()).isEqualTo(PeerClose.Kind.RESET);
            assertThat(upstream.openConnections()).isZero();
        }
    }

    @Test
    void aBodyThatIsCutFailsItsFuture() throws IOException {
        try (FaultyUpstream upstream = FaultyUpstream.answering(Script.answer("200 OK", "ok"));
                RawHttpClient client = RawHttpClient.connect(upstream.port())) {
            client.send("POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\nhalf");
            client.halfClose();
            RecordedRequest request = upstream.awaitRequest(SOON);
            assertThatThrownBy(() -> request.body().get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(java.io.EOFException.class);
            assertThat(request.bodyBytesRead()).isEqualTo(4);
        }
    }

    @Test
    void saysSoWhenNothingArrives() {
        try (FaultyUpstream upstream = FaultyUpstream.answering(Faults.neverAnswers())) {
            assertThatThrownBy(() -> upstream.awaitRequest(Duration.ofMillis(10)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("No request");
        }
    }

    @Test
    void aScriptThatFailsFailsTheTest() throws IOException {
        FaultyUpstream upstream = FaultyUpstream.answering(Script.afterBody().then(wire -> {
            throw new IllegalStateException("planted");
        }));
        try (RawHttpClient client = RawHttpClient.connect(upstream.port())) {
            client.request("GET", "/");
            client.awaitClose(SOON);
        }
        assertThatThrownBy(upstream::close).isInstanceOf(AssertionError.class).hasRootCauseMessage("planted");
    }

    @Test
    void scriptsGoInOrderAndTheLastOneStays() throws IOException {
        try (FaultyUpstream upstream =
                        FaultyUpstream.answering(Script.answer("200 OK", "one"), Script.answer("200 OK", "two"));
                RawHttpClient client = RawHttpClient.connect(upstream.port())) {
            for (String expected : new String[] {"one", "two", "two"}) {
                client.request("GET", "/");
                assertThat(client.readResponse().text()).isEqualTo(expected);
            }
        }
    }

    @Test
    void scriptsGoByTheOrderOfArrivalWhicheverConnectionAsksFirst() throws IOException {
        Answers inOrder = Answers.inOrder(Script.answer("200 OK", "one"), Script.answer("200 OK", "two"));
        Gate secondWasAnswered = new Gate();
        Answers firstAsksLate = request -> {
            if (request.number() == 1) {
                secondWasAnswered.await(SOON);
            }
            return inOrder.to(request);
        };
        try (FaultyUpstream upstream = FaultyUpstream.answering(firstAsksLate);
                RawHttpClient first = RawHttpClient.connect(upstream.port());
                RawHttpClient second = RawHttpClient.connect(upstream.port())) {
            first.request("GET", "/");
            upstream.awaitRequest(SOON);
            second.request("GET", "/");
            assertThat(second.readResponse().text()).isEqualTo("two");
            secondWasAnswered.open();
            assertThat(first.readResponse().text()).isEqualTo("one");
        }
    }
}
