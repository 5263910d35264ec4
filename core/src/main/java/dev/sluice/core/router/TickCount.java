package dev.sluice.core.router;

/** Counts what happens within one tick of time, and begins again with the next. Thread-safe, without locks. */
final class TickCount {
    private final Atomic<Count> current = new Atomic<>(new Count(Long.MIN_VALUE, 0));

    void add(long tick, long more) {
        tryAdd(tick, more, Long.MAX_VALUE);
    }

    /** Adds where the sum stays within the limit, and tells whether it did. Who comes late counts for the newer tick. */
    boolean tryAdd(long tick, long more, long limit) {
        while (true) {
            Count seen = current.get();
            long sum = (seen.tick < tick ? 0 : seen.sum) + more;
            if (sum > limit) {
                return false;
            }
            if (current.replace(seen, new Count(Math.max(seen.tick, tick), sum))) {
                return true;
            }
        }
    }

    long count(long tick) {
        Count seen = current.get();
        return seen.tick < tick ? 0 : seen.sum;
    }

    private record Count(long tick, long sum) {}
}
