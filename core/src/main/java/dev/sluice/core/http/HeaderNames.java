package dev.sluice.core.http;

import java.util.Collection;

/** A set of header names, found without regard to case and without making anything. Immutable. */
public final class HeaderNames {
    private static final int LONGEST = 63;

    private final String[] names;
    private final long lengths;

    private HeaderNames(String[] names) {
        this.names = names;
        long bits = 0;
        for (String name : names) {
            bits |= 1L << Math.min(LONGEST, name.length());
        }
        this.lengths = bits;
    }

    /** These names. */
    public static HeaderNames of(String... names) {
        return new HeaderNames(names.clone());
    }

    /** These names. */
    public static HeaderNames of(Collection<String> names) {
        return new HeaderNames(names.toArray(String[]::new));
    }

    /** Whether it is one of them: most names are told from all of them by their length. */
    public boolean contains(String name) {
        if ((lengths >>> Math.min(LONGEST, name.length()) & 1) == 0) {
            return false;
        }
        for (String each : names) {
            if (each.equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }
}
