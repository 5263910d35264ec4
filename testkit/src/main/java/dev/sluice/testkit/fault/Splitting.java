package dev.sluice.testkit.fault;

import java.util.TreeSet;

/** Where written bytes are split into separate flushes. Positions count from the first byte written under it. */
interface Splitting {
    /** Nowhere. */
    Splitting NONE = (position, remaining) -> remaining;

    /** How many of the {@code remaining} bytes at {@code position} go out in one flush, at least 1. */
    int part(long position, int remaining);

    static Splitting every(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("Parts have at least one byte");
        }
        return (position, remaining) -> (int) Math.min(remaining, bytes - position % bytes);
    }

    static Splitting at(long... offsets) {
        TreeSet<Long> cuts = new TreeSet<>();
        for (long offset : offsets) {
            cuts.add(offset);
        }
        return (position, remaining) -> {
            Long next = cuts.higher(position);
            return next == null ? remaining : (int) Math.min(remaining, next - position);
        };
    }
}
