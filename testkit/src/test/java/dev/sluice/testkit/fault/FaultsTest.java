package dev.sluice.testkit.fault;

import static dev.sluice.testkit.fault.Limits.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import org.junit.jupiter.api.Test;

/** Each named fault, as it looks on the wire. */
class FaultsTest {
    @FunctionalInterface
    private interface Look {
        void at(RawHttpClient client) throws IOException;
    }

    private static void onTheWire(Script script, Look look) throws IOException {
        try (FaultyUpstream upstream = FaultyUpstream.answering(script);
                RawHttpClient client = RawHttpClient.connect(upstream.port())) {
            client.request("GET", "/", "Host: here");
            look.at(client);
        }
    }

    @Test
    void resetBeforeHead() throws IOException {
        onTheWire(
                Faults.resetBeforeHead(),
                client -> assertThatThrownBy(client::readHead).isInstanceOf(SocketException.class));
    }

    @Test
    void closeBeforeHead() throws IOException {
        onTheWire(
                Faults.closeBeforeHead(),
                client -> assertThatThrownBy(client::readHead)
                        .isInstanceOf(EOFException.class)
                        .hasMessageContaining("where a line was due"));
    }

    @Test
    void cutMidHead() throws IOException {
        onTheWire(
                Faults.cutMidHead(),
                client -> assertThatThrownBy(client::readHead)
                        .isInstanceOf(EOFException.class)
                        .hasMessageContaining("within a line"));
    }

    @Test
    void resetAfterHead() throws IOException {
        Gate headSeen = new Gate();
        onTheWire(Faults.resetAfterHead(headSeen), client -> {
            RawHead head = client.readHead();
            headSeen.open();
            assertThat(client.readBody(head, "GET").end()).isEqualTo(RawResponse.End.RESET);
        });
    }

    @Test
    void resetMidBody() throws IOException {
        Gate chunkSeen = new Gate();
        onTheWire(Faults.resetMidBody(chunkSeen), client -> {
            RawHead head = client.readHead();
            assertThat(client.readChunk().text()).isEqualTo("data: first\n\n");
            chunkSeen.open();
            assertThat(client.readBody(head, "GET").end()).isEqualTo(RawResponse.End.RESET);
        });
    }

    @Test
    void cutMidChunk() throws IOException {
        onTheWire(Faults.cutMidChunk(), client -> {
            RawResponse response = client.readResponse();
            assertThat(response.end()).isEqualTo(RawResponse.End.CUT);
            assertThat(response.chunks()).hasSize(1);
            assertThat(response.text()).isEqualTo("data: first\n\ndata: s");
        });
    }

    @Test
    void cutBetweenChunks() throws IOException {
        onTheWire(Faults.cutBetweenChunks(), client -> {
            RawResponse response = client.readResponse();
            assertThat(response.end()).isEqualTo(RawResponse.End.CUT);
            assertThat(response.chunks()).hasSize(2);
        });
    }

    @Test
    void cutMidLength() throws IOException {
        onTheWire(Faults.cutMidLength(), client -> {
            RawResponse response = client.readResponse();
            assertThat(response.end()).isEqualTo(RawResponse.End.CUT);
            assertThat(response.text()).isEqualTo("01234");
        });
    }

    @Test
    void continueTwice() throws IOException {
        onTheWire(Faults.continueTwice(), client -> {
            assertThat(client.readHead().status()).isEqualTo(100);
            assertThat(client.readHead().status()).isEqualTo(100);
            assertThat(client.readResponse().text()).isEqualTo("ok");
        });
    }

    @Test
    void earlyHints() throws IOException {
        onTheWire(Faults.earlyHints(), client -> {
            assertThat(client.readHead().headerLines()).containsExactly("Link: </style.css>; rel=preload");
            assertThat(client.readResponse().status()).isEqualTo(200);
        });
    }

    @Test
    void bodiesWhereNoneMayBe() throws IOException {
        for (Script script : new Script[] {Faults.noContentWithBody(), Faults.notModifiedWithBody()}) {
            onTheWire(script, client -> {
                assertThat(client.readResponse().status()).isIn(204, 304);
                assertThat(client.read(5)).asString().isEqualTo("ghost");
            });
        }
    }

    @Test
    void lengthAndChunked() throws IOException {
        onTheWire(Faults.lengthAndChunked(), client -> {
            RawResponse response = client.readResponse();
            assertThat(response.headers().first("Content-Length")).hasValue("3");
            assertThat(response.text()).isEqualTo("hello");
        });
    }

    @Test
    void extraBytesAfterBody() throws IOException {
        onTheWire(Faults.extraBytesAfterBody(), client -> {
            assertThat(client.readResponse().text()).isEqualTo("ok");
            assertThat(client.readResponse().text()).isEqualTo("poison");
        });
    }

    @Test
    void hugeHeader() throws IOException {
        onTheWire(
                Faults.hugeHeader(100_000),
                client -> assertThat(
                                client.readResponse().headers().first("X-Huge").orElseThrow())
                        .hasSize(100_000));
    }

    @Test
    void garbage() throws IOException {
        onTheWire(
                Faults.garbage(),
                client -> assertThat(client.readHead().statusLine()).doesNotStartWith("HTTP"));
    }

    @Test
    void answersBeforeTheBodyWasRead() throws IOException {
        try (FaultyUpstream upstream = FaultyUpstream.answering(
                        Faults.answersBeforeBody("413 Too Large", "no").close());
                RawHttpClient client = RawHttpClient.connect(upstream.port())) {
            client.send("POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\n");
            assertThat(client.readResponse().status()).isEqualTo(413);
            assertThat(client.awaitClose(SOON).kind()).isEqualTo(PeerClose.Kind.CLOSED);
            assertThat(upstream.awaitRequest(SOON).bodyBytesRead()).isZero();
        }
    }
}
