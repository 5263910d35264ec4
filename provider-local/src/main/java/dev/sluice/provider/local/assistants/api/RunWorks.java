package dev.sluice.provider.local.assistants.api;

import dev.sluice.core.call.CallContext;
import dev.sluice.core.trace.TraceContext;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Flow;

/** Where runs are worked on, as the operations see it. */
public interface RunWorks {
    /** How long nobody else takes a run, after the last that was written by who works on it. */
    Duration LEASE = Duration.ofSeconds(15);

    /** Whether one run more can be worked on here at once: then whoever makes it takes its work. */
    boolean hasRoom();

    /** There may be work: do not wait for the next time to look. */
    void wake();

    /** That call made a run. */
    void made(MadeRun run, CallContext call);

    /** That call let a run go on: there is work. */
    void begun(String runId, TraceContext call);

    /** What a run tells that was just made, as the frames of a stream to that call. */
    Flow.Publisher<ByteBuffer> follow(MadeRun run, CallContext call);

    /**
     * What a run tells, as the frames of a stream: the events with a greater number that were told, then those that are
     * being told, until the run is over or waits for outputs.
     */
    Flow.Publisher<ByteBuffer> follow(String runId, long after);

    /**
     * The same with the number of each event, and beyond the places where the run waited.
     *
     * @param toTheEnd whether nothing more will be told for now: then the stream ends with what was told
     */
    Flow.Publisher<ByteBuffer> replay(String runId, long after, boolean toTheEnd);
}
