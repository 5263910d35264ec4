package dev.sluice.provider.local.assistants.run;

import dev.sluice.core.http.SseData;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/** The data of server-sent events, each as a whole. */
final class SseReader {
    private static final int LARGEST = 8 << 20;

    private final SseData lines = new SseData(this::data, this::end);
    private final Consumer<byte[]> events;
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    SseReader(Consumer<byte[]> events) {
        this.events = events;
    }

    void feed(ByteBuffer piece) {
        lines.feed(piece);
    }

    private void data(ByteBuffer piece) {
        byte[] bytes = new byte[piece.remaining()];
        piece.get(bytes);
        if (data.size() + bytes.length > LARGEST) {
            throw new IllegalStateException("An event of more than " + LARGEST + " bytes");
        }
        data.writeBytes(bytes);
    }

    private void end() {
        if (data.size() > 0) {
            byte[] event = data.toByteArray();
            data.reset();
            events.accept(event[0] == ' ' ? Arrays.copyOfRange(event, 1, event.length) : event);
        }
    }
}
