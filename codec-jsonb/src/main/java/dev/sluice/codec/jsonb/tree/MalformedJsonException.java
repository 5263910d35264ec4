package dev.sluice.codec.jsonb.tree;

import jakarta.json.stream.JsonParsingException;

/** JSON that cannot be read. It tells where and how, and never what, since the content may be a prompt. */
public final class MalformedJsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean wellFormed;

    private MalformedJsonException(String where, boolean wellFormed) {
        super(where, null, false, false);
        this.wellFormed = wellFormed;
    }

    /** The failure behind what the parser threw. */
    static MalformedJsonException in(String text, JsonParsingException failure) {
        long offset = failure.getLocation().getStreamOffset();
        return failure instanceof RefusedJsonException refused
                ? new MalformedJsonException(where(text, offset, refused.problem()), refused.isWellFormed())
                : at(text, offset, "not valid JSON");
    }

    /** The failure at an offset. */
    static MalformedJsonException at(String text, long offset, String problem) {
        return new MalformedJsonException(where(text, offset, problem), false);
    }

    /** Parsson's own lines and columns run past the text where it ends too early. */
    private static String where(String text, long offset, String problem) {
        int end = (int) Math.max(0, Math.min(offset, text.length()));
        String before = text.substring(0, end);
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        int column = end - before.lastIndexOf('\n');
        return "line " + line + ", column " + column + ": " + problem + ".";
    }

    /** Whether this is JSON after all, and refused for what it may hide or cost. */
    public boolean isWellFormed() {
        return wellFormed;
    }

    /** Where and how, for people. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
