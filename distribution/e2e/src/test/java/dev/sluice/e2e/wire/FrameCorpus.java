package dev.sluice.e2e.wire;

import dev.sluice.testkit.websocket.WireFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Random;

/**
 * Frames of every kind and size, the same ones for the same seed: short events, empty messages, emoji, fragments that cut
 * a character, bytes, pings within a message, and a mebibyte now and then. Not thread-safe.
 */
final class FrameCorpus {
    private static final int MEBIBYTE = 1 << 20;
    private static final int KINDS = 9;
    private static final int LARGE_EVERY = 1000;
    private static final byte[] EMOJI = "grüße 😀😀".getBytes(StandardCharsets.UTF_8);

    private final Random random;
    private final Deque<WireFrame> next = new ArrayDeque<>();
    private int messages;

    FrameCorpus(long seed) {
        random = new Random(seed);
    }

    /** The next frame. */
    WireFrame next() {
        if (next.isEmpty()) {
            message(messages++);
        }
        return next.remove();
    }

    private void message(int number) {
        if (number % LARGE_EVERY == LARGE_EVERY - 1) {
            next.add(WireFrame.binary(noise(MEBIBYTE)));
            return;
        }
        switch (number % KINDS) {
            case 0 -> next.add(WireFrame.text(""));
            case 1 -> next.add(WireFrame.text(new String(EMOJI, StandardCharsets.UTF_8) + number));
            case 2 -> {
                next.add(WireFrame.of(WireFrame.TEXT, false, part(EMOJI, 0, EMOJI.length - 6)));
                next.add(WireFrame.of(WireFrame.CONTINUATION, false));
                next.add(WireFrame.of(WireFrame.CONTINUATION, true, part(EMOJI, EMOJI.length - 6, EMOJI.length)));
            }
            case 3 -> next.add(WireFrame.binary(noise(random.nextInt(1 << 16))));
            case 4 -> {
                next.add(WireFrame.of(WireFrame.BINARY, false, noise(random.nextInt(4096))));
                next.add(WireFrame.pong("within " + number));
                next.add(WireFrame.of(WireFrame.CONTINUATION, true, noise(126)));
            }
            case 5 -> next.add(WireFrame.binary());
            default ->
                next.add(WireFrame.text("{\"type\":\"response.output_audio.delta\",\"event_id\":\"event_" + number
                        + "\",\"delta\":\"" + "QUJD".repeat(random.nextInt(400)) + "\"}"));
        }
    }

    private byte[] noise(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] part(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }
}
