package dev.sluice.provider.local.assistants.stream;

import dev.sluice.core.assistants.store.LoggedEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Queue;

/** The bytes of a stream of events. */
final class Frames {
    private Frames() {}

    /** An event on the wire; its data has no line breaks. */
    static ByteBuffer event(LoggedEvent event, boolean numbered) {
        String head = (numbered ? "id: " + event.number() + "\n" : "") + "event: " + event.name() + "\ndata: ";
        byte[] start = head.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(start.length + event.data().remaining() + 2)
                .put(start)
                .put(event.data().duplicate())
                .put((byte) '\n')
                .put((byte) '\n')
                .flip();
    }

    /** The last event. */
    static ByteBuffer done() {
        return bytes("event: done\ndata: [DONE]\n\n");
    }

    /** A sign of life that readers ignore. */
    static ByteBuffer alive() {
        return bytes(": keepalive\n\n");
    }

    /** The run is gone, and with it what it would have told. */
    static ByteBuffer gone() {
        return bytes("event: error\ndata: {\"error\":{\"message\":\"The run was deleted with its thread.\","
                + "\"type\":\"invalid_request_error\",\"param\":null,\"code\":null}}\n\n");
    }

    /** Takes all frames that wait, as one piece: each would be sent by itself. */
    static ByteBuffer together(Queue<ByteBuffer> waiting) {
        if (waiting.size() == 1) {
            return waiting.remove();
        }
        ByteBuffer all = ByteBuffer.allocate(
                waiting.stream().mapToInt(ByteBuffer::remaining).sum());
        waiting.forEach(all::put);
        waiting.clear();
        return all.flip();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
