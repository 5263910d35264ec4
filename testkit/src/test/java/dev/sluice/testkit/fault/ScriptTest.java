package dev.sluice.testkit.fault;

import static dev.sluice.testkit.fault.Limits.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Splitting, gates, sizes: what a script can be made of. */
class ScriptTest {
    @Test
    void aStreamArrivesChunkByChunk() throws IOException {
        try (FaultyUpstream upstream = FaultyUpstream.answering(Script.stream("one", "two"));
                RawHttpClient client = RawHttpClient.connect(upstream.port())) {
            client.request("GET", "/");
            RawResponse response = client.readResponse();
            assertThat(response.end()).isEqualTo(RawResponse.End.COMPLETE);
            assertThat(response.chunks()).extracting(RawChunk::text).containsExactly("data: one\n\n", "data: two\n\n");
            assertThat(response.chunks().get(1).arrivedNanos())
                    .isGreaterThanOrEqualTo(response.chunks().get(0).arrivedNanos());
        }
    }

    @Test
    void trailersFollowTheLastChunk() throws IOException {
        Script script = Script.afterBody().streamHead().chunk("é").lastChunk("X-Sum: 2");
        try (FaultyUpstream upstream = FaultyUpstream.answering(script);
                RawHttpClient client = RawHttpClient.connect(upstream.port())) {
            client.request("GET", "/");
            RawResponse response = client.readResponse();
            assertThat(response.text()).isEqualTo("é");
            assertThat(response.chunks().get(0).sizeLine()).isEqualTo("2");
            assertThat(response.trailers()).containsExactly("X-Sum: 2");
        }
    }

    @Test
    void aSplitWriteGoesOutWhenItsPauseSaysSo() throws IOException {
        Semaphore permits = new Semaphore(0);
        Script script = Script.afterBody()
                .head("200 OK", "Content-Length: 6")
                .splitAt(Pause.permitted(permits), 1, 4)
                .raw("abcdef");
        try (FaultyUpstream upstream = FaultyUpstream.answering(script);
                RawHttpClient client = RawHttpClient.connect(upstream.port())) {
            client.request("GET", "/");
            RawHead head = client.readHead();
            assertThat(client.read(1)).asString().isEqualTo("a");
            FaultConnection connection = upstream.awaitConnection(SOON);
            long sent = connection.bytesWritten();
            permits.release();
            assertThat(client.read(3)).asString().isEqualTo("bcd");
            permits.release();
            assertThat(client.read(2)).asString().isEqualTo("ef");
            assertThat(sent).isLessThan(connection.bytesWritten());
            assertThat(head.status()).isEqualTo(200);
        }
    }

    @Test
    void splittingAtEveryByteChangesNoByte() throws IOException, InterruptedException {
        byte[] body = "data: {\"x\":\"\u2028 \ud83d\ude00\"}\r\n\r\n: ping\n\n".getBytes(StandardCharsets.UTF_8);
        for (int part = 1; part <= body.length; part++) {
            Script script = Script.afterBody()
                    .splitEvery(part, Pause.NONE)
                    .head("200 OK")
                    .raw(body)
                    .close();
            try (FaultyUpstream upstream = FaultyUpstream.answering(script);
                    RawHttpClient client = RawHttpClient.connect(upstream.port())) {
                client.sendSplit("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII), part, Pause.NONE);
                assertThat(client.readResponse().body()).isEqualTo(body);
            }
        }
    }

    @Test
    void splittingCountsAcrossWrites() {
        Splitting every = Splitting.every(4);
        assertThat(every.part(0, 10)).isEqualTo(4);
        assertThat(every.part(6, 10)).isEqualTo(2);
        assertThat(every.part(8, 1)).isEqualTo(1);
        Splitting at = Splitting.at(3, 5);
        assertThat(at.part(0, 10)).isEqualTo(3);
        assertThat(at.part(3, 10)).isEqualTo(2);
        assertThat(at.part(5, 10)).isEqualTo(10);
    }

    @Test
    void aSlowReaderTakesNoMoreThanItSaid() throws Exception {
        Gate enough = new Gate();
        Script script =
                Script.beforeBody().readBodyUpTo(3).await(enough).readBody().head("200 OK", "Content-Length: 0");
        try (FaultyUpstream upstream = FaultyUpstream.answering(script);
                RawHttpClient client = RawHttpClient.connect(upstream.port())) {
            client.send("POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\n123456789");
            RecordedRequest request = upstream.awaitRequest(SOON);
            assertThat(request.body().isDone()).isFalse();
            assertThat(request.bodyBytesRead()).isLessThanOrEqualTo(3);
            enough.open();
            assertThat(request.body().get(10, TimeUnit.SECONDS).text()).isEqualTo("123456789");
            assertThat(client.readResponse().status()).isEqualTo(200);
        }
    }

    @Test
    void fillerIsMadeWhileItIsWrittenAndStopsForAReaderThatStalls() throws Exception {
        long size = 1L << 30;
        Gate headSent = new Gate();
        Script script = Script.afterBody()
                .head("200 OK", "Content-Length: " + size)
                .signal(headSent)
                .filler(size);
        try (FaultyUpstream upstream = FaultyUpstream.answering(script);
                RawHttpClient client = RawHttpClient.connectWithReceiveBuffer(upstream.port(), 64 * 1024)) {
            client.request("GET", "/");
            assertThat(client.readHead().status()).isEqualTo(200);
            headSent.await(SOON);
            assertThat(client.read(Filler.BLOCK)).isEqualTo(toArray());
            FaultConnection connection = upstream.awaitConnection(SOON);
            client.reset();
            assertThat(connection.closedByPeer().get(10, TimeUnit.SECONDS).kind())
                    .isEqualTo(PeerClose.Kind.RESET);
            assertThat(connection.bytesWritten()).isLessThan(32L << 20);
        }
    }

    @Test
    void chunkedFillerHasTheDigestItShould() throws Exception {
        long size = 3 * Filler.BLOCK + 5;
        Script script = Script.afterBody().streamHead().chunkedFiller(size).lastChunk();
        try (FaultyUpstream upstream = FaultyUpstream.answering(script);
                RawHttpClient client = RawHttpClient.connect(upstream.port())) {
            client.request("GET", "/");
            byte[] body = client.readResponse().body();
            assertThat(body).hasSize((int) size);
            client.send("POST / HTTP/1.1\r\nContent-Length: " + size + "\r\n\r\n")
                    .send(body);
            upstream.awaitRequest(SOON);
            assertThat(upstream.awaitRequest(SOON).awaitBody(SOON).sha256()).isEqualTo(Filler.sha256(size));
        }
    }

    @Test
    void aScriptOnAcceptNeedsNoRequest() throws IOException {
        try (FaultyUpstream upstream =
                        FaultyUpstream.onAccept(Script.beforeBody().reset());
                RawHttpClient client = RawHttpClient.connect(upstream.port())) {
            assertThat(client.awaitClose(SOON).kind()).isEqualTo(PeerClose.Kind.RESET);
        }
    }

    private static byte[] toArray() {
        byte[] block = new byte[Filler.BLOCK];
        Filler.block().get(block);
        return block;
    }
}
