package dev.sluice.provider.local.assistants.run;

import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the markers of passages in what a model says, also those that come in pieces. A marker that stands for nothing is
 * text like any other.
 */
final class Markers {
    private static final char BEGIN = '【';
    private static final char END = '】';
    private static final int LONGEST = 300;
    private static final Pattern MARKER = Pattern.compile("【(\\d{1,6}:\\d{1,6})†[^【】\\n]*】");

    private final Map<String, String> files;
    private final StringBuilder held = new StringBuilder();

    /** Markers of those files, by their places. */
    Markers(Map<String, String> files) {
        this.files = Map.copyOf(files);
    }

    /** More text: what is no marker, and each marker with the file that it stands for, in order. */
    void feed(String piece, Consumer<String> text, BiConsumer<String, String> citation) {
        if (files.isEmpty()) {
            text.accept(piece);
            return;
        }
        held.append(piece);
        int done = 0;
        Matcher marker = MARKER.matcher(held);
        while (marker.find()) {
            String file = files.get(marker.group(1));
            if (file != null) {
                tell(held.substring(done, marker.start()), text);
                citation.accept(marker.group(), file);
                done = marker.end();
            }
        }
        int keep = Math.max(done, beginning());
        tell(held.substring(done, keep), text);
        held.delete(0, keep);
    }

    /** Where a marker may have begun that is not complete. */
    private int beginning() {
        int begin = held.lastIndexOf(String.valueOf(BEGIN));
        boolean open = begin >= 0
                && held.indexOf(String.valueOf(END), begin) < 0
                && held.indexOf("\n", begin) < 0
                && held.length() - begin <= LONGEST;
        return open ? begin : held.length();
    }

    /** Nothing follows: what looked like a marker is none. */
    void end(Consumer<String> text) {
        String rest = held.toString();
        held.setLength(0);
        tell(rest, text);
    }

    private static void tell(String piece, Consumer<String> text) {
        if (!piece.isEmpty()) {
            text.accept(piece);
        }
    }
}
