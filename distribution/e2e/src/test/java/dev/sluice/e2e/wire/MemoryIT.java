package dev.sluice.e2e.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testkit.fault.FaultConnection;
import dev.sluice.testkit.fault.FaultyUpstream;
import dev.sluice.testkit.fault.Filler;
import dev.sluice.testkit.fault.RawHttpClient;
import dev.sluice.testkit.fault.RecordedBody;
import dev.sluice.testkit.fault.Script;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of a gibibyte through a heap of 256 MiB. */
final class MemoryIT {
    private static final long GIBIBYTE = 1L << 30;
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Duration REST = Duration.ofMillis(300);
    private static final long MOST_HELD = 32 << 20;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aLargeUploadArrives(boolean chunked) throws Exception {
        try (FaultyUpstream upstream = FaultyUpstream.answering(Script.answer("200 OK", "ok"));
                Rig rig = Rig.upstream(upstream.port()).start(directory);
                RawHttpClient client = rig.connect().readLimit(LONG)) {
            client.request(
                    "POST",
                    "/openai/upload",
                    Rig.HOST,
                    Rig.AUTH,
                    "Content-Type: application/octet-stream",
                    chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + GIBIBYTE);
            byte[] block = new byte[Filler.BLOCK];
            Filler.block().get(block);
            byte[] framed = chunked ? framed(block) : block;
            for (long sent = 0; sent < GIBIBYTE; sent += block.length) {
                client.send(framed);
            }
            client.send(chunked ? "0\r\n\r\n" : "");
            assertThat(client.readResponse().status()).isEqualTo(200);
            RecordedBody body = upstream.requests().get(0).awaitBody(LONG);
            assertThat(body.size()).isEqualTo(GIBIBYTE);
            assertThat(body.sha256()).isEqualTo(Filler.sha256(GIBIBYTE));
        }
    }

    private static byte[] framed(byte[] block) {
        byte[] size = (Integer.toHexString(block.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] chunk = Arrays.copyOf(size, size.length + block.length + 2);
        System.arraycopy(block, 0, chunk, size.length, block.length);
        chunk[chunk.length - 2] = '\r';
        chunk[chunk.length - 1] = '\n';
        return chunk;
    }

    /** A reader that stalls holds the upstream back; what lies between them stays small, and nothing is lost. */
    @Test
    void aStalledReaderHoldsTheUpstreamBack() throws Exception {
        Script script =
                Script.afterBody().head("200 OK", "Content-Length: " + GIBIBYTE).filler(GIBIBYTE);
        try (FaultyUpstream upstream = FaultyUpstream.answering(script);
                Rig rig = Rig.upstream(upstream.port()).start(directory);
                RawHttpClient client = rig.connect().readLimit(LONG)) {
            client.request("GET", "/openai/download", Rig.HOST, Rig.AUTH);
            client.readHead();
            FaultConnection connection = upstream.awaitConnection(LONG);
            Eventually.awaitRest("the upstream is held back", REST, LONG, connection::bytesWritten);
            System.out.printf("Stalled after %d KiB%n", connection.bytesWritten() / 1024);
            assertThat(connection.bytesWritten()).isLessThan(MOST_HELD);
            byte[] block = new byte[Filler.BLOCK];
            Filler.block().get(block);
            for (long read = 0; read < GIBIBYTE; read += block.length) {
                ByteComparison.requireIdentical("block at " + read, block, client.read(block.length));
            }
        }
    }
}
