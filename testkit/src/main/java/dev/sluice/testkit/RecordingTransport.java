package dev.sluice.testkit;

import dev.sluice.core.call.CallContext;
import dev.sluice.core.http.HttpCall;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.realtime.Upgrade;
import dev.sluice.core.spi.Transport;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A transport that sends nothing: it records each call and answers as it was told. Thread-safe. */
public final class RecordingTransport implements Transport {
    /**
     * One call.
     *
     * @param call what was to be sent
     * @param context what came with it
     */
    public record Sent(HttpCall call, CallContext context) {}

    /** Answers calls. */
    @FunctionalInterface
    public interface Upstream {
        /** The answer to a call. */
        CompletionStage<HttpReply> answer(HttpCall call);
    }

    private final Upstream upstream;
    private final List<Sent> sent = new CopyOnWriteArrayList<>();

    /** A transport behind which this upstream answers. */
    public RecordingTransport(Upstream upstream) {
        this.upstream = upstream;
    }

    /** A transport that gives every call the same answer. */
    public static RecordingTransport answering(HttpReply reply) {
        return new RecordingTransport(call -> CompletableFuture.completedFuture(reply));
    }

    /** A transport with which every call fails. */
    public static RecordingTransport failing(RuntimeException failure) {
        return new RecordingTransport(call -> CompletableFuture.failedFuture(failure));
    }

    /** Every call so far, in order. */
    public List<Sent> sent() {
        return List.copyOf(sent);
    }

    /** The only call. */
    public Sent only() {
        if (sent.size() != 1) {
            throw new AssertionError("Expected one call, got " + sent.size());
        }
        return sent.get(0);
    }

    @Override
    public CompletionStage<HttpReply> send(HttpCall call, CallContext context) {
        sent.add(new Sent(call, context));
        return upstream.answer(call);
    }

    /** Recorded as every call; refused with the upstream's answer. */
    @Override
    public CompletionStage<Upgrade> connect(HttpCall call, CallContext context) {
        return send(call, context).thenApply(Upgrade.Refused::new);
    }

    @Override
    public void close() {}
}
