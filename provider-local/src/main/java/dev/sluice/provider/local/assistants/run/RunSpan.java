package dev.sluice.provider.local.assistants.run;

import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.assistants.model.TokenUsage;
import dev.sluice.core.http.Headers;
import dev.sluice.core.log.LogEvent;
import dev.sluice.core.log.RunFacts;
import dev.sluice.core.log.Usage;
import dev.sluice.core.spi.LogSink;
import dev.sluice.core.trace.TraceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** The time that is worked on a run. Lives on the run's loop. */
final class RunSpan {
    private final String runId;
    private final TraceContext trace;
    private final LogSink sink;
    private final Clock clock;
    private final Instant startedAt;
    private int modelCalls;
    private boolean ended;

    RunSpan(String runId, TraceContext trace, LogSink sink, Clock clock) {
        this.runId = runId;
        this.trace = trace;
        this.sink = sink;
        this.clock = clock;
        this.startedAt = clock.instant();
        sink.accept(new LogEvent.RunStarted(runId, trace, startedAt));
    }

    /** The headers of a call of a model, which is a part of the run. */
    Headers ofModelCall(Headers headers) {
        modelCalls++;
        return headers.toBuilder().set("traceparent", trace.traceparent()).build();
    }

    /** Nothing more is done for the run here, for now or for good; told once. */
    void end(Run run, TokenUsage used) {
        if (ended) {
            return;
        }
        ended = true;
        sink.accept(new LogEvent.RunEnded(
                runId,
                new RunFacts(
                        trace,
                        run.threadId(),
                        run.assistantId(),
                        run.model(),
                        startedAt,
                        Duration.between(startedAt, clock.instant()),
                        run.status().name().toLowerCase(Locale.ROOT),
                        run.lastError().map(error -> error.code().name().toLowerCase(Locale.ROOT)),
                        modelCalls,
                        Usage.ofTokens(used.promptTokens(), used.completionTokens(), used.totalTokens()))));
    }
}
