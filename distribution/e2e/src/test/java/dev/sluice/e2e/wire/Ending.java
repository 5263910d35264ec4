package dev.sluice.e2e.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.core.support.invoice.Answer;
import dev.sluice.testkit.fault.Pause;
import dev.sluice.testkit.fault.Script;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/**
 * An answer, and how far it comes.
 *
 * @param number which of its test's it is
 * @param answer what the upstream has to say
 * @param encoding how it says so; {@code br} is a claim that nobody can check
 * @param bytes the body as the upstream would send it, a character for each byte
 * @param sent how many of them it sends
 * @param chunk how many at once; 0 for an answer that announces its length
 * @param resets whether it breaks off with a reset
 * @param leavesAfter after how many bytes behind the head the client leaves; below 0 where it stays
 */
record Ending(
        int number,
        Answer answer,
        String encoding,
        String bytes,
        int sent,
        int chunk,
        boolean resets,
        int leavesAfter) {
    private static final List<String> ENCODINGS = List.of("", "", "", "gzip", "gzip", "deflate", "br");
    private static final int LONGEST_CHUNK = 200;

    /** Half of them come whole, a quarter are broken off by the upstream, and of a quarter the client has enough. */
    static Ending of(int number, Answer answer, Random random) {
        String encoding = ENCODINGS.get(random.nextInt(ENCODINGS.size()));
        String bytes = encoded(answer.body().getBytes(UTF_8), encoding);
        int end = random.nextInt(4);
        return new Ending(
                number,
                answer,
                encoding,
                bytes,
                end == 1 ? random.nextInt(bytes.length()) : bytes.length(),
                random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(LONGEST_CHUNK),
                random.nextBoolean(),
                end == 2 ? random.nextInt(bytes.length() + 1) : -1);
    }

    private static String encoded(byte[] plain, String encoding) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = switch (encoding) {
            case "gzip" -> new GZIPOutputStream(bytes);
            case "deflate" -> new DeflaterOutputStream(bytes);
            default -> bytes;
        }) {
            out.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toString(ISO_8859_1);
    }

    /** The id of its trace, by which its record is found. */
    String trace() {
        return "%032x".formatted(number + 1);
    }

    /** Whether all of it comes to a client that stays. */
    boolean isWhole() {
        return sent == bytes.length() && leavesAfter < 0;
    }

    /** Whether nothing stands between the gateway and the figures. */
    boolean mustBeExact() {
        return isWhole() && answer.stated() && !encoding.equals("br");
    }

    Script script() {
        String type = "Content-Type: " + answer.type();
        String framing = chunk == 0 ? "Content-Length: " + bytes.length() : "Transfer-Encoding: chunked";
        Script script = Script.afterBody();
        script = encoding.isEmpty()
                ? script.head(answer.status() + " Told", type, framing)
                : script.head(answer.status() + " Told", type, framing, "Content-Encoding: " + encoding);
        if (chunk == 0) {
            script = script.splitEvery(LONGEST_CHUNK, Pause.NONE).raw(bytes.substring(0, sent));
        } else {
            for (int from = 0; from < sent; from += chunk) {
                script = script.chunk(
                        bytes.substring(from, Math.min(sent, from + chunk)).getBytes(ISO_8859_1));
            }
        }
        if (sent < bytes.length()) {
            return resets ? script.reset() : script.close();
        }
        return chunk == 0 ? script : script.lastChunk();
    }

    @Override
    public String toString() {
        return "%d as %s, %d of %d bytes, the client leaves after %d: %s"
                .formatted(number, encoding, sent, bytes.length(), leavesAfter, answer);
    }
}
