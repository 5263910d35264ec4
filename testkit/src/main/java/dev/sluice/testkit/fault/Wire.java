package dev.sluice.testkit.fault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What a {@link Step} can do to its connection. For the script's thread only. */
public final class Wire {
    private final FaultConnection connection;
    private final RecordedRequest request;
    private Splitting splitting = Splitting.NONE;
    private Pause pause = Pause.NONE;
    private long position;

    Wire(FaultConnection connection, RecordedRequest request) {
        this.connection = connection;
        this.request = request;
    }

    /** The request that is being answered. */
    public RecordedRequest request() {
        return request;
    }

    /** Writes the bytes and flushes, in the parts that the script has asked for. */
    public void write(byte[] bytes) throws IOException, InterruptedException {
        int from = 0;
        while (from < bytes.length) {
            int part = splitting.part(position, bytes.length - from);
            connection.write(bytes, from, part);
            from += part;
            position += part;
            if (from < bytes.length) {
                pause.between();
            }
        }
    }

    /** Writes text as ISO-8859-1. */
    public void write(String text) throws IOException, InterruptedException {
        write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void split(Splitting next, Pause between) {
        splitting = next;
        pause = between;
        position = 0;
    }

    /** Lets the request body be read up to so many bytes in all, and waits until they were. */
    public void readBodyUpTo(long bytes) throws InterruptedException {
        request.recorder().allow(bytes);
        request.recorder().awaitSize(bytes);
    }

    /** Reads the request body to its end. */
    public void readBody() throws IOException, InterruptedException {
        request.recorder().allow(Long.MAX_VALUE);
        request.awaitBodyForScript();
    }

    /** Waits until the peer leaves or the upstream is closed. */
    public void stall() throws InterruptedException {
        connection.awaitPeerClose();
    }

    /** Ends this side in good order (FIN). What the peer still sends is read and dropped until it closes, too. */
    public void close() throws IOException {
        request.recorder().allow(Long.MAX_VALUE);
        connection.finish();
    }

    /** Ends the connection with a reset (RST); bytes that the system has not sent yet are lost. */
    public void reset() throws IOException {
        connection.reset();
    }
}
