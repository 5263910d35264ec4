package dev.sluice.core.router;

import dev.sluice.core.routing.Share;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a deployment carries: calls in flight, and this minute's requests and tokens. A request counts when it is taken,
 * its tokens when they are known. Thread-safe, without locks.
 */
final class Load {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final int maxParallel;
    private final long rpm;
    private final long tpm;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final TickCount requests = new TickCount();
    private final TickCount tokens = new TickCount();

    Load(Share share) {
        maxParallel = share.maxParallel().orElse(Integer.MAX_VALUE);
        rpm = share.rpm().isPresent() ? share.rpm().getAsInt() : Long.MAX_VALUE;
        tpm = share.tpm().orElse(Long.MAX_VALUE);
    }

    int inFlight() {
        return inFlight.get();
    }

    long requests(long now) {
        return requests.count(minute(now));
    }

    long tokens(long now) {
        return tokens.count(minute(now));
    }

    /**
     * Whether it can take a call.
     *
     * @param perMinute whether {@code rpm} and {@code tpm} are limits
     */
    boolean isOpen(long now, boolean perMinute) {
        return inFlight.get() < maxParallel && !(perMinute && isUsedUp(now));
    }

    /** Why it can take none; empty where it can. */
    Optional<Wait> closedFor(long now, boolean perMinute) {
        if (isOpen(now, perMinute)) {
            return Optional.empty();
        }
        boolean untilNextMinute = perMinute && isUsedUp(now);
        return Optional.of(new Wait(untilNextMinute ? MINUTE - Math.floorMod(now, MINUTE) : Wait.A_MOMENT, true));
    }

    private boolean isUsedUp(long now) {
        return requests(now) >= rpm || tokens(now) >= tpm;
    }

    /** Takes a call, unless that would be one too many. */
    boolean tryTake(long now, boolean perMinute) {
        if (inFlight.getAndUpdate(calls -> calls < maxParallel ? calls + 1 : calls) >= maxParallel) {
            return false;
        }
        if (!requests.tryAdd(minute(now), 1, perMinute ? rpm : Long.MAX_VALUE)) {
            inFlight.decrementAndGet();
            return false;
        }
        return true;
    }

    /** Takes nothing after all. */
    void undo(long now) {
        inFlight.decrementAndGet();
        requests.add(minute(now), -1);
    }

    /** A call has ended; tells how many are left. */
    int finished(long now, long used) {
        tokens.add(minute(now), Math.max(0, used));
        return inFlight.updateAndGet(calls -> Math.max(0, calls - 1));
    }

    private static long minute(long now) {
        return Math.floorDiv(now, MINUTE);
    }
}
