package dev.sluice.testkit.fault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What the upstream does with one request, step by step. Immutable: every method answers a longer script.
 *
 * <p>The request body is read to its end before the first step, unless the script starts with {@link #beforeBody()}.
 * After the last step the connection is kept and waits for the next request, unless a step ended it.
 */
public final class Script {
    private static final String CRLF = "\r\n";
    private static final Script EMPTY = new Script(List.of());

    private final List<Step> steps;

    private Script(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    /** Reads the request with its body, and then does what follows. */
    public static Script afterBody() {
        return EMPTY.then(Wire::readBody);
    }

    /** Does what follows while the request body waits on the wire. */
    public static Script beforeBody() {
        return EMPTY;
    }

    /** An answer with a known length: status line without version, a body, and further header lines. */
    public static Script answer(String status, String body, String... headerLines) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>(List.of(headerLines));
        lines.add("Content-Length: " + bytes.length);
        return afterBody().head(status, lines.toArray(String[]::new)).raw(bytes);
    }

    /** A chunked event stream, one chunk for each event. */
    public static Script stream(String... events) {
        Script script = afterBody().streamHead();
        for (String event : events) {
            script = script.sse(event);
        }
        return script.lastChunk();
    }

    /** Any other step. */
    public Script then(Step step) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(step);
        return new Script(longer);
    }

    /** Reads the request body to its end. */
    public Script readBody() {
        return then(Wire::readBody);
    }

    /** Reads so many bytes of the request body in all, no more, and waits until they came. */
    public Script readBodyUpTo(long bytes) {
        return then(wire -> wire.readBodyUpTo(bytes));
    }

    /** A head: {@code "200 OK"} and header lines, sent exactly as given. Interim (1xx) heads are written the same way. */
    public Script head(String status, String... headerLines) {
        return raw("HTTP/1.1 " + status + CRLF + String.join(CRLF, headerLines) + (headerLines.length == 0 ? "" : CRLF)
                + CRLF);
    }

    /** The head of a chunked event stream. */
    public Script streamHead() {
        return head("200 OK", "Content-Type: text/event-stream", "Transfer-Encoding: chunked");
    }

    /** Text, exactly, as ISO-8859-1. */
    public Script raw(String text) {
        return raw(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Bytes, exactly. */
    public Script raw(byte[] bytes) {
        byte[] copy = bytes.clone();
        return then(wire -> wire.write(copy));
    }

    /** One chunk of UTF-8 text. */
    public Script chunk(String text) {
        return chunk(text.getBytes(StandardCharsets.UTF_8));
    }

    /** One chunk, written in one piece unless the script splits. */
    public Script chunk(byte[] bytes) {
        return raw(Filler.chunk(bytes, bytes.length));
    }

    /** One event, as one chunk: {@code data: event} and an empty line. */
    public Script sse(String event) {
        return chunk("data: " + event + "\n\n");
    }

    /** The chunk of size 0, and trailer lines. */
    public Script lastChunk(String... trailerLines) {
        StringBuilder end = new StringBuilder("0\r\n");
        for (String line : trailerLines) {
            end.append(line).append(CRLF);
        }
        return raw(end.append(CRLF).toString());
    }

    /** So many bytes of {@link Filler}, made while they are written. */
    public Script filler(long bytes) {
        return then(wire -> Filler.write(wire, bytes));
    }

    /** So many bytes of {@link Filler} in chunks of 16 KiB, without the last chunk. */
    public Script chunkedFiller(long bytes) {
        return then(wire -> Filler.writeChunked(wire, bytes));
    }

    /** A chunk that announces all of the text's bytes, of which only the first half is sent; then FIN. */
    public Script cutMidChunk(String text) {
        byte[] half = text.substring(0, text.length() / 2).getBytes(StandardCharsets.ISO_8859_1);
        return raw(Integer.toHexString(text.length()) + CRLF).raw(half).close();
    }

    /** From here on, what is written goes out in separate flushes, split at these offsets counted from here. */
    public Script splitAt(Pause between, long... offsets) {
        Splitting splitting = Splitting.at(offsets);
        return then(wire -> wire.split(splitting, between));
    }

    /** From here on, what is written goes out in separate flushes of so many bytes. */
    public Script splitEvery(int bytes, Pause between) {
        Splitting splitting = Splitting.every(bytes);
        return then(wire -> wire.split(splitting, between));
    }

    /** Tells the test that the script has come here. */
    public Script signal(Gate gate) {
        return then(wire -> gate.open());
    }

    /** Waits for the test. */
    public Script await(Gate gate) {
        return then(wire -> gate.await());
    }

    /** Does nothing any more, until the peer leaves. */
    public Script stall() {
        return then(Wire::stall);
    }

    /** Ends the connection in good order (FIN), whether or not the answer is complete. */
    public Script close() {
        return then(Wire::close);
    }

    /** Ends the connection with a reset (RST). To be sure that the peer got what came before, await a gate first. */
    public Script reset() {
        return then(Wire::reset);
    }

    void run(Wire wire) throws IOException, InterruptedException {
        for (Step step : steps) {
            step.run(wire);
        }
    }
}
