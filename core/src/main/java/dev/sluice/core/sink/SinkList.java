package dev.sluice.core.sink;

import dev.sluice.core.log.CallContent;
import dev.sluice.core.log.LogEvent;
import dev.sluice.core.spi.ContentSink;
import dev.sluice.core.spi.LogSink;
import dev.sluice.core.spi.MetricsPage;
import dev.sluice.core.trace.Sampling;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Several sinks as one. Each is told of everything; content only those that are entitled to it, and never before it is
 * redacted. Thread-safe.
 */
public final class SinkList implements ContentSink {
    private final List<LogSink> sinks;
    private final List<ContentSink> entitled;
    private final Redactor redactor;

    /**
     * These sinks.
     *
     * @param entitled which of them are told prompts and answers
     * @param redactor what of these nobody is told
     */
    public SinkList(List<LogSink> sinks, List<ContentSink> entitled, Redactor redactor) {
        this.sinks = List.copyOf(sinks);
        this.entitled = List.copyOf(entitled);
        this.redactor = redactor;
    }

    @Override
    public void accept(LogEvent event) {
        for (LogSink sink : sinks) {
            sink.accept(event);
        }
    }

    @Override
    public void content(CallContent content) {
        if (!entitled.isEmpty()) {
            CallContent known = new CallContent(
                    content.callId(), redactor.blot(content.request()), redactor.blot(content.answer()), content.cut());
            entitled.forEach(sink -> sink.content(known));
        }
    }

    @Override
    public boolean wantsContent() {
        return !entitled.isEmpty();
    }

    @Override
    public CompletionStage<Void> flush() {
        return CompletableFuture.allOf(
                sinks.stream().map(sink -> sink.flush().toCompletableFuture()).toArray(CompletableFuture<?>[]::new));
    }

    /** A trace that begins here is recorded as the first sink decides that records any. */
    @Override
    public Optional<Sampling> sampling() {
        return sinks.stream().flatMap(sink -> sink.sampling().stream()).findFirst();
    }

    /** The page of the first sink that has one. */
    @Override
    public Optional<MetricsPage> page() {
        return sinks.stream().flatMap(sink -> sink.page().stream()).findFirst();
    }

    @Override
    public void close() {
        sinks.forEach(LogSink::close);
    }
}
