package dev.sluice.provider.local.assistants.run;

import dev.sluice.core.spi.LogSink;
import dev.sluice.core.spi.Services;
import dev.sluice.core.trace.TraceContext;
import dev.sluice.core.trace.Tracing;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells of runs, and remembers for a while which call began them. Thread-safe. */
public final class RunLog {
    private static final int MOST_BEGINNINGS = 10_000;

    private final LogSink sink;
    private final Tracing tracing;
    private final Clock clock;
    private final Map<String, TraceContext> beginnings = new LinkedHashMap<>();

    /** A log that tells what the services take. */
    public RunLog(Services services) {
        this.sink = services.log();
        this.tracing = new Tracing(services.random(), sink.sampling());
        this.clock = services.clock();
    }

    /** That call began the run, or let it go on. */
    void began(String runId, TraceContext call) {
        if (call.isValid()) {
            synchronized (beginnings) {
                beginnings.put(runId, call);
                if (beginnings.size() > MOST_BEGINNINGS) {
                    beginnings.remove(beginnings.keySet().iterator().next());
                }
            }
        }
    }

    /** Work on the run begins: a part of the call that began it, where that was here. */
    RunSpan start(String runId) {
        TraceContext call;
        synchronized (beginnings) {
            call = beginnings.remove(runId);
        }
        TraceContext trace = call == null ? tracing.first() : tracing.child(call);
        return new RunSpan(runId, trace, sink, clock);
    }
}
