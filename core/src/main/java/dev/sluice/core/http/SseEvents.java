package dev.sluice.core.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads server-sent events out of bytes that may be cut anywhere (WHATWG HTML, section 9.2): LF, CR and CRLF end a line, only
 * those do, and text is decoded line by line, so that no character is cut. Comments, {@code id} and {@code retry} are passed
 * over. One instance reads one stream, on one thread.
 */
public final class SseEvents {
    private final Listener listener;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private String event = "";
    private boolean hasData;
    private boolean afterCr;

    /** A reader at the beginning of a stream. */
    public SseEvents(Listener listener) {
        this.listener = listener;
    }

    /** Reads the remaining bytes of the buffer, without moving its position. */
    public void feed(ByteBuffer buffer) {
        for (int i = buffer.position(); i < buffer.limit(); i++) {
            byte b = buffer.get(i);
            if (b == '\n' && afterCr) {
                afterCr = false;
            } else if (b == '\n' || b == '\r') {
                afterCr = b == '\r';
                endLine();
            } else {
                afterCr = false;
                line.write(b);
            }
        }
    }

    private void endLine() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (text.isEmpty()) {
            dispatch();
            return;
        }
        int colon = text.indexOf(':');
        String field = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(text.startsWith(" ", colon + 1) ? colon + 2 : colon + 1);
        if (field.equals("data")) {
            data.append(hasData ? "\n" : "").append(value);
            hasData = true;
        } else if (field.equals("event")) {
            event = value;
        }
    }

    private void dispatch() {
        if (hasData) {
            listener.event(event, data.toString());
        }
        data.setLength(0);
        hasData = false;
        event = "";
    }

    /** Learns of events as they end. */
    @FunctionalInterface
    public interface Listener {
        /** An event; the name is empty where it has none, and of several lines the data is joined by line feeds. */
        void event(String name, String data);
    }
}
