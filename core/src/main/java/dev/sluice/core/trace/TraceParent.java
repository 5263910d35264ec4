package dev.sluice.core.trace;

import dev.sluice.core.http.Headers;
import java.util.List;
import java.util.Optional;

/** Reads where a request comes from, strictly: what is malformed counts as absent, as W3C wants it. */
final class TraceParent {
    static final String HEADER = "traceparent";

    /** The characters of version 00: {@code 00-}, 32 of the trace, 16 of the parent, 2 of the flags. */
    static final int LENGTH = 55;

    private static final int TRACE = 3;
    private static final int PARENT = 36;
    private static final int FLAGS = 53;
    private static final byte KNOWN_FLAGS = 3;

    private TraceParent() {}

    /** The caller's span; empty where no header names one, or more than one do. */
    static Optional<TraceContext> of(Headers headers) {
        Optional<String> first = headers.first(HEADER);
        if (first.isEmpty() || headers.all(HEADER).size() > 1) {
            return Optional.empty();
        }
        return parse(first.get().strip())
                .map(caller -> new TraceContext(
                        caller.traceHigh(),
                        caller.traceLow(),
                        caller.spanId(),
                        0,
                        caller.flags(),
                        state(headers.all(TraceState.HEADER))));
    }

    private static String state(List<String> values) {
        String state = values.size() == 1 ? values.get(0) : String.join(",", values);
        return TraceState.isValid(state) ? state : "";
    }

    private static Optional<TraceContext> parse(String value) {
        if (value.length() < LENGTH
                || value.charAt(TRACE - 1) != '-'
                || value.charAt(PARENT - 1) != '-'
                || value.charAt(FLAGS - 1) != '-'
                || !isHex(value, 0, 2)
                || !isHex(value, TRACE, PARENT - 1)
                || !isHex(value, PARENT, FLAGS - 1)
                || !isHex(value, FLAGS, LENGTH)
                || !isOfKnownLength(value)) {
            return Optional.empty();
        }
        long high = Long.parseUnsignedLong(value, TRACE, TRACE + 16, 16);
        long low = Long.parseUnsignedLong(value, TRACE + 16, PARENT - 1, 16);
        long parent = Long.parseUnsignedLong(value, PARENT, FLAGS - 1, 16);
        byte flags = (byte) (Integer.parseInt(value, FLAGS, LENGTH, 16) & KNOWN_FLAGS);
        return (high | low) == 0 || parent == 0
                ? Optional.empty()
                : Optional.of(new TraceContext(high, low, parent, 0, flags, ""));
    }

    /** Version 00 ends here, ff does not exist, and whatever comes after may say more behind a dash. */
    private static boolean isOfKnownLength(String value) {
        if (value.startsWith("00")) {
            return value.length() == LENGTH;
        }
        return !value.startsWith("ff") && (value.length() == LENGTH || value.charAt(LENGTH) == '-');
    }

    private static boolean isHex(String value, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = value.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }
}
