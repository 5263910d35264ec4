package dev.sluice.core.support;

import dev.sluice.core.call.CallContext;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.spi.Provider;
import dev.sluice.core.spi.ProviderRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/** Answers as it is told, deployment by deployment, and remembers what it was asked. */
public final class ScriptedProvider implements Provider {
    private static final Answer FINE =
            Answer.of(new HttpReply(200, Headers.of("Content-Type", "application/json"), Body.EMPTY));

    /** The calls, in order. */
    public final List<Asked> asked = new ArrayList<>();

    private final Map<String, Deque<Answer>> scripts = new HashMap<>();
    private final AtomicLong nanos;
    private Answer otherwise = FINE;

    ScriptedProvider(AtomicLong nanos) {
        this.nanos = nanos;
    }

    /** The deployment's next answers; after them it answers as every other. */
    public void script(String deployment, Answer... answers) {
        scripts.computeIfAbsent(deployment, id -> new ArrayDeque<>()).addAll(List.of(answers));
    }

    /** How whoever has no script answers. */
    public void otherwise(Answer answer) {
        otherwise = answer;
    }

    @Override
    public String type() {
        return "test";
    }

    /** Each call takes 5 ns. */
    @Override
    public CompletionStage<HttpReply> call(Deployment deployment, ProviderRequest request, CallContext context) {
        asked.add(new Asked(deployment, request, context, Thread.currentThread().getName()));
        nanos.addAndGet(5);
        Deque<Answer> script = scripts.getOrDefault(deployment.id(), new ArrayDeque<>());
        return (script.isEmpty() ? otherwise : script.remove()).to(deployment, request);
    }

    /**
     * One call as the provider saw it.
     *
     * @param thread on which thread it came
     */
    public record Asked(Deployment deployment, ProviderRequest request, CallContext context, String thread) {
        /** {@code METHOD path account}. */
        public String line() {
            return request.method() + " " + request.path() + " " + Setup.nameOf(deployment.account());
        }
    }

    /** An answer to a call. */
    @FunctionalInterface
    public interface Answer {
        /** Makes it. */
        CompletionStage<HttpReply> to(Deployment deployment, ProviderRequest request);

        /** Always the same. */
        static Answer of(HttpReply reply) {
            return (deployment, request) -> CompletableFuture.completedFuture(reply);
        }

        /** A JSON answer, a new stream for each call. */
        static Answer json(int status, String body, String... headers) {
            Headers all = Headers.of(headers).toBuilder()
                    .addIfAbsent("Content-Type", "application/json")
                    .build();
            return (deployment, request) ->
                    CompletableFuture.completedFuture(new HttpReply(status, all, Streams.of(body)));
        }

        /** An event stream. */
        static Answer events(String... chunks) {
            return (deployment, request) -> CompletableFuture.completedFuture(
                    new HttpReply(200, Headers.of("Content-Type", "text/event-stream"), Streams.of(chunks)));
        }

        /** An event stream that breaks off after these chunks. */
        static Answer brokenEvents(Throwable failure, String... chunks) {
            return (deployment, request) -> CompletableFuture.completedFuture(new HttpReply(
                    200, Headers.of("Content-Type", "text/event-stream"), Streams.failing(failure, chunks)));
        }

        /** No answer. */
        static Answer failure(Throwable failure) {
            return (deployment, request) -> CompletableFuture.failedFuture(failure);
        }
    }
}
