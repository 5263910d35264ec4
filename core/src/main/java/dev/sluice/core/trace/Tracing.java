package dev.sluice.core.trace;

import dev.sluice.core.http.Headers;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Gives calls their place in a trace. Where nobody records spans, upstreams are told what the client said and nothing
 * more: a span that exists nowhere must not stand between two that do. Thread-safe.
 */
public final class Tracing {
    private final RandomGenerator random;
    private final Optional<Sampling> sampling;

    /**
     * The traces of a gateway.
     *
     * @param random for ids; thread-safe
     * @param sampling of whoever records spans; empty where nobody does
     */
    public Tracing(RandomGenerator random, Optional<Sampling> sampling) {
        this.random = random;
        this.sampling = sampling;
    }

    /** The span of a call that arrived with these headers: a child of the one that they name, or the first of a trace. */
    public TraceContext begin(Headers request) {
        return TraceParent.of(request).map(this::child).orElseGet(this::first);
    }

    /** The first span of a new trace. */
    public TraceContext first() {
        long high = random.nextLong();
        long low = nextId();
        boolean sampled = sampling.isPresent() && sampling.get().isSampled(high, low);
        return new TraceContext(high, low, nextId(), 0, sampled ? TraceContext.SAMPLED : 0, "");
    }

    /** The span of something that happens within another. */
    public TraceContext child(TraceContext parent) {
        return parent.child(nextId());
    }

    private long nextId() {
        long id = random.nextLong();
        while (id == 0) {
            id = random.nextLong();
        }
        return id;
    }

    /** The headers of a request that an attempt makes: its own span is the parent of whatever the upstream does. */
    public Headers forUpstream(Headers headers, TraceContext attempt) {
        if (sampling.isEmpty()) {
            return headers;
        }
        Headers.Builder told = headers.toBuilder().set(TraceParent.HEADER, attempt.traceparent());
        if (attempt.state().isEmpty()) {
            told.remove(TraceState.HEADER::equalsIgnoreCase);
        }
        return told.build();
    }
}
