package dev.sluice.core.passthrough;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The beginning of a text, for those who may know it. */
final class TextBuffer {
    /** So much of it is kept. */
    static final int LIMIT = 64 << 10;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean cut;

    void add(ByteBuffer slice) {
        int fits = Math.min(slice.remaining(), LIMIT - bytes.size());
        byte[] part = new byte[fits];
        slice.get(slice.position(), part);
        bytes.writeBytes(part);
        cut |= fits < slice.remaining();
    }

    boolean isCut() {
        return cut;
    }

    String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
