package dev.sluice.transport.vertx.client;

import dev.sluice.core.vitals.PoolUse;
import java.util.concurrent.atomic.LongAdder;

/** Counts connections, and who has or wants one. Thread-safe. */
final class PoolCount {
    private final LongAdder connections = new LongAdder();
    private final LongAdder busy = new LongAdder();
    private final LongAdder waiting = new LongAdder();

    void opened() {
        connections.increment();
    }

    void closed() {
        connections.decrement();
    }

    void waits() {
        waiting.increment();
    }

    void waitsNoMore() {
        waiting.decrement();
    }

    void takes() {
        busy.increment();
    }

    void gives() {
        busy.decrement();
    }

    PoolUse use() {
        return new PoolUse(connections.sum(), busy.sum(), waiting.sum());
    }
}
