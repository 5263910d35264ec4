package dev.sluice.core.passthrough;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes that all calls together may keep of their request bodies. Thread-safe. */
final class BodyBudget {
    private final long whole;
    private final AtomicLong left;

    BodyBudget(long bytes) {
        whole = bytes;
        left = new AtomicLong(bytes);
    }

    boolean tryReserve(long bytes) {
        if (left.addAndGet(-bytes) >= 0) {
            return true;
        }
        left.addAndGet(bytes);
        return false;
    }

    void release(long bytes) {
        left.addAndGet(bytes);
    }

    long left() {
        return left.get();
    }

    long used() {
        return whole - left.get();
    }
}
