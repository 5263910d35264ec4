package dev.sluice.core.assistants.store;

import java.time.Instant;

/**
 * What becomes of the work of a run. A run that is not over has one piece of work: it is ready from some time on, and
 * whoever claims it holds it by a lease, with a token that no later holder has.
 */
public sealed interface Work {
    /** The run. */
    String runId();

    /**
     * There is work from then on: new, or instead of what there was. A lease on it ends.
     *
     * @param runId the run
     * @param at when it is ready
     */
    record Ready(String runId, Instant at) implements Work {}

    /**
     * There is work where there was none, and whoever makes it holds it, by the token {@link #TOKEN}: nobody need claim it.
     *
     * @param runId the run
     * @param until when the lease ends
     */
    record Take(String runId, Instant until) implements Work {
        /** The first token of any work. */
        public static final long TOKEN = 1;
    }

    /**
     * The holder must still hold it; its lease is longer now.
     *
     * @param runId the run
     * @param token the holder's
     * @param until when the lease ends
     */
    record Hold(String runId, long token, Instant until) implements Work {}

    /**
     * The holder must still hold it, and lays it down.
     *
     * @param runId the run
     * @param token the holder's
     * @param at when it is ready again
     */
    record Park(String runId, long token, Instant at) implements Work {}

    /**
     * The holder must still hold it, and is done with it.
     *
     * @param runId the run
     * @param token the holder's
     */
    record Done(String runId, long token) implements Work {}
}
