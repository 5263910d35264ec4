package dev.sluice.e2e.wire;

import dev.sluice.testkit.fault.Answers;
import dev.sluice.testkit.fault.Pause;
import dev.sluice.testkit.fault.RecordedRequest;
import dev.sluice.testkit.fault.Script;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An upstream's answers: {@code /replay/STREAM/FRAMING/CUT,CUT…} sends that stream, flushed at every cut;
 * {@code /replay/STREAM/CHUNKED/each} sends each of its bytes as a chunk.
 */
final class Replay implements Answers {
    /** How the end of the stream is told. */
    enum Framing {
        CHUNKED,
        LENGTH,
        CLOSE
    }

    private static final String EACH = "each";
    private static final String TYPE = "Content-Type: text/event-stream; charset=utf-8";

    private final Map<String, byte[]> streams = new HashMap<>();

    Replay(Map<String, byte[]> shortOnes, Map<String, byte[]> longOnes) {
        streams.putAll(shortOnes);
        streams.putAll(longOnes);
    }

    static String target(String stream, Framing framing, List<Integer> cuts) {
        StringBuilder target = new StringBuilder("/openai/replay/" + stream + "/" + framing + "/");
        for (int cut : cuts) {
            target.append(cut).append(',');
        }
        return target.toString();
    }

    static String byteByByte(String stream) {
        return "/openai/replay/" + stream + "/" + Framing.CHUNKED + "/" + EACH;
    }

    @Override
    public Script to(RecordedRequest request) {
        String[] parts = request.target().split("/", -1);
        byte[] stream = Objects.requireNonNull(streams.get(parts[2]), parts[2]);
        if (parts[4].equals(EACH)) {
            return Script.afterBody()
                    .head("200 OK", TYPE, "Transfer-Encoding: chunked")
                    .raw(chunksOf(stream))
                    .lastChunk();
        }
        int[] cuts = Arrays.stream(parts[4].split(","))
                .filter(cut -> !cut.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
        Framing framing = Framing.valueOf(parts[3]);
        Script head = Script.afterBody()
                .head(
                        "200 OK",
                        switch (framing) {
                            case CHUNKED -> new String[] {TYPE, "Transfer-Encoding: chunked"};
                            case LENGTH -> new String[] {TYPE, "Content-Length: " + stream.length};
                            case CLOSE -> new String[] {TYPE, "Connection: close"};
                        });
        Script script = head;
        int from = 0;
        for (int i = 0; i <= cuts.length; i++) {
            int to = i < cuts.length ? cuts[i] : stream.length;
            byte[] part = Arrays.copyOfRange(stream, from, to);
            if (part.length > 0) {
                script = framing == Framing.CHUNKED ? script.chunk(part) : script.raw(part);
                script = script.then(wire -> Pause.BRIEF.between());
            }
            from = to;
        }
        return switch (framing) {
            case CHUNKED -> script.lastChunk();
            case LENGTH -> script;
            case CLOSE -> script.close();
        };
    }

    private static byte[] chunksOf(byte[] stream) {
        byte[] chunks = new byte[stream.length * 6];
        int at = 0;
        for (byte each : stream) {
            for (byte of : new byte[] {'1', '\r', '\n', each, '\r', '\n'}) {
                chunks[at++] = of;
            }
        }
        return chunks;
    }
}
