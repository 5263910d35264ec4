package dev.sluice.core.json;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A JSON value as it stands in the bytes that are being read, which are not copied: whoever is handed one has it during the
 * call only. Not thread-safe.
 */
public final class RawJson {
    private static final byte[] NOTHING = {};
    private static final int MOST_DIGITS = 18;

    private byte[] bytes = NOTHING;
    private int from;
    private int to;

    RawJson() {}

    /**
     * A value that is written somewhere else.
     *
     * @param json the value, as it is written
     */
    public static RawJson of(String json) {
        byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
        return new RawJson().set(utf8, 0, utf8.length);
    }

    RawJson set(byte[] in, int start, int end) {
        bytes = in;
        from = start;
        to = end;
        return this;
    }

    void clear() {
        set(NOTHING, 0, 0);
    }

    /** How many bytes it has. */
    public int length() {
        return to - from;
    }

    /** Its first byte: that of a value is a brace, a bracket, a quote, or the first of a number or a literal. */
    public byte first() {
        return bytes[from];
    }

    /** Reads the members of an object, or the elements of an array, that a scanner looks for. */
    public void readBy(MemberScanner scanner) {
        scanner.feed(bytes, from, to);
    }

    /** Whether the bytes are those of the literal, which is ASCII. */
    public boolean is(String literal) {
        if (length() != literal.length()) {
            return false;
        }
        for (int i = 0; i < literal.length(); i++) {
            if (bytes[from + i] != literal.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The text of a string; empty where the value is anything else. */
    public Optional<String> string() {
        return length() < 2 || first() != '"'
                ? Optional.empty()
                : Optional.of(JsonText.decode(bytes, from + 1, to - 1));
    }

    /** The value of a non-negative integer of at most 18 digits; empty where the value is anything else. */
    public OptionalLong count() {
        if (length() == 0 || length() > MOST_DIGITS) {
            return OptionalLong.empty();
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return OptionalLong.empty();
            }
            value = 10 * value + digit;
        }
        return OptionalLong.of(value);
    }

    /** The value of a number; empty where the value is anything else. */
    public Optional<BigDecimal> number() {
        try {
            return Optional.of(new BigDecimal(text()));
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    /** As it is written. */
    String text() {
        return new String(bytes, from, length(), StandardCharsets.UTF_8);
    }
}
