package dev.sluice.core.trace;

/** Which of the traces that begin at the gateway are recorded; those that began elsewhere say so themselves. */
@FunctionalInterface
public interface Sampling {
    /** Whether the trace with this id is recorded. Called for every call that names no trace, on its loop: decides at once. */
    boolean isSampled(long traceHigh, long traceLow);
}
