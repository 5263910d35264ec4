package dev.sluice.logging.otel.text;

/** Text that is safe to show: short, and without anything that acts on a terminal, a viewer or a parser of lines. */
public final class Printable {
    /** The most characters of a value. */
    public static final int MOST = 128;

    private Printable() {}

    /** The first characters that can be seen, without controls, line and paragraph separators, formats and halves of pairs. */
    public static String of(String text) {
        return text.length() <= MOST && isPlain(text) ? text : cleaned(text);
    }

    /** Whether every character is one of ASCII's that can be seen: as nearly all of them are. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    private static String cleaned(String text) {
        StringBuilder seen = new StringBuilder(Math.min(text.length(), MOST));
        for (int i = 0; i < text.length() && seen.length() < MOST; ) {
            int codePoint = text.codePointAt(i);
            int size = Character.charCount(codePoint);
            if (isSeen(codePoint) && seen.length() + size <= MOST) {
                seen.appendCodePoint(codePoint);
            }
            i += size;
        }
        return seen.toString();
    }

    private static boolean isSeen(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
