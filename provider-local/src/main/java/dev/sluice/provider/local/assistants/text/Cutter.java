package dev.sluice.provider.local.assistants.text;

import dev.sluice.core.assistants.files.ChunkingStrategy;
import dev.sluice.core.assistants.files.StaticChunking;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts texts into pieces that overlap. A token is taken to be four bytes. A piece ends with a line or else with a word, where
 * one ends in its last quarter.
 */
public final class Cutter {
    private static final int BYTES_PER_TOKEN = 4;
    private static final StaticChunking USUAL = new StaticChunking(800, 400);

    private final long most;
    private final long overlap;

    private Cutter(StaticChunking sizes) {
        this.most = sizes.maxChunkSizeTokens() * BYTES_PER_TOKEN;
        this.overlap = Math.min(sizes.chunkOverlapTokens() * BYTES_PER_TOKEN, most / 2);
    }

    /** The strategy as answers show it: what is left to the server is said. */
    public static ChunkingStrategy shown(Optional<ChunkingStrategy> asked) {
        return asked.filter(ChunkingStrategy.Static.class::isInstance).orElse(new ChunkingStrategy.Static(USUAL));
    }

    /** The pieces of a text. */
    public static List<String> cut(String text, Optional<ChunkingStrategy> strategy) {
        return shown(strategy) instanceof ChunkingStrategy.Static sizes
                ? new Cutter(sizes.sizes()).cut(text)
                : new Cutter(USUAL).cut(text);
    }

    private List<String> cut(String text) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int end = end(text, from);
            String piece = text.substring(from, end).strip();
            if (!piece.isEmpty()) {
                pieces.add(piece);
            }
            if (end == text.length()) {
                break;
            }
            from = Math.max(next(text, from, end), from + 1);
        }
        return pieces;
    }

    private int end(String text, int from) {
        int end = from;
        for (long bytes = 0; end < text.length(); end++) {
            bytes += bytes(text.charAt(end));
            if (bytes > most) {
                break;
            }
        }
        if (end == text.length()) {
            return end;
        }
        int earliest = from + (end - from) * 3 / 4;
        for (int i = end; i > earliest; i--) {
            if (text.charAt(i - 1) == '\n') {
                return i;
            }
        }
        for (int i = end; i > earliest; i--) {
            if (Character.isWhitespace(text.charAt(i - 1))) {
                return i;
            }
        }
        return whole(text, Math.max(end, from + 1));
    }

    private int next(String text, int from, int end) {
        int next = end;
        for (long bytes = 0; next > from + 1; next--) {
            bytes += bytes(text.charAt(next - 1));
            if (bytes > overlap) {
                break;
            }
        }
        for (int i = next; i < end; i++) {
            if (Character.isWhitespace(text.charAt(i))) {
                return i + 1;
            }
        }
        return whole(text, next);
    }

    /** Never between the two halves of a character. */
    private static int whole(String text, int at) {
        boolean within = at > 0
                && at < text.length()
                && Character.isLowSurrogate(text.charAt(at))
                && Character.isHighSurrogate(text.charAt(at - 1));
        return within ? at + 1 : at;
    }

    private static int bytes(char unit) {
        return unit < 0x80 ? 1 : unit < 0x800 || Character.isSurrogate(unit) ? 2 : 3;
    }
}
