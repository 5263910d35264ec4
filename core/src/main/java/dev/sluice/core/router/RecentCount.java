package dev.sluice.core.router;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Counts what happened within the last minute, to five seconds. Thread-safe, without locks. */
final class RecentCount {
    private static final int TICKS = 12;
    private static final long TICK = Duration.ofMinutes(1).toNanos() / TICKS;

    private final List<TickCount> ring = new ArrayList<>();

    RecentCount() {
        for (int i = 0; i < TICKS; i++) {
            ring.add(new TickCount());
        }
    }

    void add(long now) {
        long tick = Math.floorDiv(now, TICK);
        of(tick).add(tick, 1);
    }

    long count(long now) {
        long newest = Math.floorDiv(now, TICK);
        long sum = 0;
        for (long tick = newest - TICKS + 1; tick <= newest; tick++) {
            sum += of(tick).count(tick);
        }
        return sum;
    }

    private TickCount of(long tick) {
        return ring.get((int) Math.floorMod(tick, (long) TICKS));
    }
}
