package dev.sluice.e2e.wire;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Looks again and again at what cannot be waited for: another process, or the system. */
final class Eventually {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private Eventually() {}

    /** Waits for a condition; fails after {@code limit}. */
    static void await(String what, Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Not within " + limit + ": " + what);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** Waits until a number stays the same for so long; fails after {@code limit}. */
    static void awaitRest(String what, Duration rest, Duration limit, LongSupplier number) {
        long[] last = {number.getAsLong(), System.nanoTime()};
        await(what, limit, () -> {
            long now = number.getAsLong();
            if (now != last[0]) {
                last[0] = now;
                last[1] = System.nanoTime();
            }
            return System.nanoTime() - last[1] > rest.toNanos();
        });
    }
}
