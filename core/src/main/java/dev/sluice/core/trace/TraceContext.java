package dev.sluice.core.trace;

import java.util.HexFormat;

/**
 * A span's place in its trace, as <a href="https://www.w3.org/TR/trace-context/">W3C</a> has it. Ids are numbers, so that a
 * call that nobody looks at costs no text.
 *
 * @param traceHigh the first eight bytes of the trace's id
 * @param traceLow the last eight; not both are 0
 * @param spanId the span's own id; not 0
 * @param parentId the id of the span that it is a child of; 0 where it begins its trace
 * @param flags the trace flags; {@value #SAMPLED} where the trace is recorded
 * @param state the {@code tracestate}, as it came; empty where there is none
 */
public record TraceContext(long traceHigh, long traceLow, long spanId, long parentId, byte flags, String state) {
    /** The flag of a trace that is recorded. */
    public static final byte SAMPLED = 1;

    /** No place at all: a call that was not begun by the gateway's own services. */
    public static final TraceContext NONE = new TraceContext(0, 0, 0, 0, (byte) 0, "");

    private static final HexFormat HEX = HexFormat.of();

    /** The trace's id, 32 hexadecimal digits. */
    public String traceId() {
        return HEX.toHexDigits(traceHigh) + HEX.toHexDigits(traceLow);
    }

    /** The span's own id, 16 hexadecimal digits. */
    public String spanIdHex() {
        return HEX.toHexDigits(spanId);
    }

    /** The id of the parent, 16 hexadecimal digits; zeros where there is none. */
    public String parentIdHex() {
        return HEX.toHexDigits(parentId);
    }

    /** Whether the trace is recorded. */
    public boolean isSampled() {
        return (flags & SAMPLED) != 0;
    }

    /** Whether there is a place: false for {@link #NONE} only. */
    public boolean isValid() {
        return spanId != 0;
    }

    /** The place of a child of this span. */
    public TraceContext child(long childId) {
        return new TraceContext(traceHigh, traceLow, childId, spanId, flags, state);
    }

    /** The value of {@code traceparent} that names this span as the parent. */
    public String traceparent() {
        StringBuilder text = new StringBuilder(TraceParent.LENGTH).append("00-");
        append(text, traceHigh);
        append(text, traceLow);
        append(text.append('-'), spanId);
        HEX.toHexDigits(text.append('-'), flags);
        return text.toString();
    }

    private static void append(StringBuilder text, long value) {
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            HEX.toHexDigits(text, (byte) (value >>> shift));
        }
    }
}
