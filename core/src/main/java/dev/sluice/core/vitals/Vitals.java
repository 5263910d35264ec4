package dev.sluice.core.vitals;

import dev.sluice.core.routing.DeploymentStatus;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What the parts of a gateway tell of themselves when they are asked. A part that is not there has nothing to tell; each says
 * once where to ask. Thread-safe; asking blocks nobody.
 */
public final class Vitals {
    private volatile Supplier<List<DeploymentStatus>> deployments = List::of;
    private volatile Supplier<PoolUse> pool = () -> PoolUse.NONE;
    private volatile LongSupplier probes = () -> 0;
    private volatile LongSupplier replayBytes = () -> 0;
    private final List<SinkQueue> queues = new CopyOnWriteArrayList<>();

    /** Where to ask how deployments stand. */
    public void deploymentsFrom(Supplier<List<DeploymentStatus>> source) {
        deployments = source;
    }

    /** Where to ask how the connections to upstreams are used. */
    public void poolFrom(Supplier<PoolUse> source) {
        pool = source;
    }

    /** Where to ask how many accounts were asked for ids that no memory knew. */
    public void probesFrom(LongSupplier source) {
        probes = source;
    }

    /** Where to ask for the bytes of bodies that are kept to be sent again. */
    public void replayBytesFrom(LongSupplier source) {
        replayBytes = source;
    }

    /** One more queue to ask how full it is, and what it lost. */
    public void queue(SinkQueue queue) {
        queues.add(queue);
    }

    /** How every deployment stands. */
    public List<DeploymentStatus> deployments() {
        return deployments.get();
    }

    /** How the connections to upstreams are used. */
    public PoolUse pool() {
        return pool.get();
    }

    /** How many accounts were asked for ids that no memory knew. */
    public long probes() {
        return probes.getAsLong();
    }

    /** The bytes of bodies that are kept to be sent again. */
    public long replayBytes() {
        return replayBytes.getAsLong();
    }

    /** The queues of all sinks. */
    public List<SinkQueue> queues() {
        return List.copyOf(queues);
    }
}
