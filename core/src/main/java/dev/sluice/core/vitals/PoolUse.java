package dev.sluice.core.vitals;

/**
 * How the connections to upstreams are used.
 *
 * @param connections that are open
 * @param busy requests that have one
 * @param waiting requests that wait for one
 */
public record PoolUse(long connections, long busy, long waiting) {
    /** Nothing is used. */
    public static final PoolUse NONE = new PoolUse(0, 0, 0);
}
