package dev.sluice.provider.local.assistants.stream;

import dev.sluice.core.assistants.store.LoggedEvent;
import dev.sluice.core.call.Cancellation.Registration;
import dev.sluice.core.call.EventLoop;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Streams the events of one run to one subscriber, in order and without a gap, until the run is over or waits for outputs.
 * Who reads slowly is given what is in the log, so little is kept for them. Who leaves does not disturb the run. Lives on
 * one loop.
 */
public final class RunStream implements Flow.Publisher<ByteBuffer>, Flow.Subscription {
    private static final Set<String> LAST = Set.of(
            "thread.run.completed",
            "thread.run.incomplete",
            "thread.run.failed",
            "thread.run.cancelled",
            "thread.run.expired");
    private static final String WAITS = "thread.run.requires_action";
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int SILENT_TICKS = 15;
    private static final int PAGE = 256;

    /**
     * Which stream it is.
     *
     * @param after the number of the last event that is known already
     * @param replayed whether it tells the number of each event, and goes on where the run went on after it had waited
     * @param toTheEnd whether everything that will be told for now was told: then the stream ends with it
     */
    public record Kind(long after, boolean replayed, boolean toTheEnd) {
        /** The stream of a run from its beginning, until it waits. */
        public static final Kind FROM_THE_BEGINNING = new Kind(0, false, false);
    }

    private final EventSource source;
    private final EventLoop loop;
    private final Kind kind;
    private final List<LoggedEvent> first;
    private final Deque<ByteBuffer> frames = new ArrayDeque<>();
    private Flow.@Nullable Subscriber<? super ByteBuffer> subscriber;
    private Registration listening = () -> {};
    private Registration ticking = () -> {};
    private long last;
    private long wanted;
    private int silence;
    private boolean reading;
    private boolean behind;
    private boolean waits;
    private boolean ended;
    private boolean closed;

    /** A stream of events of that source. */
    public RunStream(EventSource source, EventLoop loop, Kind kind) {
        this(source, loop, kind, List.of());
    }

    /** The same where the first of the events are at hand. */
    public RunStream(EventSource source, EventLoop loop, Kind kind, List<LoggedEvent> first) {
        this.source = source;
        this.first = List.copyOf(first);
        this.loop = loop;
        this.kind = kind;
        this.last = kind.after();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> only) {
        if (subscriber != null) {
            throw new IllegalStateException("A stream has one subscriber");
        }
        subscriber = only;
        only.onSubscribe(this);
        loop.run(() -> {
            if (!closed) {
                listening = source.listen(events -> loop.run(() -> heard(events)));
                ticking = loop.after(TICK, this::tick);
                first.forEach(event -> take(event, false));
                if (source.isLast(last)) {
                    drain();
                } else {
                    readOn();
                }
            }
        });
    }

    private void heard(List<LoggedEvent> events) {
        for (LoggedEvent event : events) {
            boolean next = event.number() == last + 1 && !reading && !behind && frames.size() < PAGE;
            if (next) {
                take(event, true);
            } else {
                behind |= event.number() > last;
            }
        }
        drain();
        catchUp();
    }

    private void take(LoggedEvent event, boolean isNewest) {
        if (ended) {
            return;
        }
        last = event.number();
        silence = 0;
        frames.add(Frames.event(event, kind.replayed()));
        waits = event.name().equals(WAITS);
        if (LAST.contains(event.name()) || (waits && (isNewest || !kind.replayed()))) {
            end();
        }
    }

    private void end() {
        if (!ended) {
            ended = true;
            frames.add(Frames.done());
        }
    }

    /** Whoever is behind and has read what there was goes back to the log. */
    private void catchUp() {
        if (behind && !reading && frames.isEmpty()) {
            readOn();
        }
    }

    private void readOn() {
        if (ended || closed || reading) {
            return;
        }
        reading = true;
        behind = false;
        source.read(last, PAGE).whenCompleteAsync((events, failure) -> read(events, failure), loop::run);
    }

    private void read(@Nullable List<LoggedEvent> events, @Nullable Throwable failure) {
        reading = false;
        if (closed) {
            return;
        }
        if (events == null) {
            fail(failure == null ? new IllegalStateException("Neither events nor a failure") : failure);
            return;
        }
        events.forEach(event -> take(event, false));
        boolean exhausted = events.size() < PAGE && !behind;
        if (exhausted && (waits || kind.toTheEnd())) {
            end();
        }
        behind |= events.size() == PAGE;
        drain();
        catchUp();
    }

    private void tick() {
        if (closed || ended) {
            return;
        }
        ticking = loop.after(TICK, this::tick);
        silence++;
        if (silence % SILENT_TICKS == 0) {
            if (frames.isEmpty()) {
                frames.add(Frames.alive());
            }
            source.exists().whenCompleteAsync((exists, failure) -> checked(exists), loop::run);
        }
        if (!source.isNear() && frames.isEmpty()) {
            readOn();
        }
        drain();
    }

    private void checked(@Nullable Boolean exists) {
        if (Boolean.FALSE.equals(exists) && !ended && !closed) {
            frames.add(Frames.gone());
            end();
            drain();
        }
    }

    @Override
    public void request(long n) {
        loop.run(() -> {
            wanted = wanted + n < 0 ? Long.MAX_VALUE : wanted + n;
            drain();
            catchUp();
        });
    }

    private void drain() {
        Flow.Subscriber<? super ByteBuffer> to = subscriber;
        while (to != null && wanted > 0 && !frames.isEmpty() && !closed) {
            wanted--;
            to.onNext(Frames.together(frames));
        }
        if (to != null && ended && frames.isEmpty() && !closed) {
            close();
            to.onComplete();
        }
    }

    private void fail(Throwable failure) {
        Flow.Subscriber<? super ByteBuffer> to = subscriber;
        close();
        if (to != null) {
            to.onError(failure);
        }
    }

    @Override
    public void cancel() {
        loop.run(this::close);
    }

    private void close() {
        closed = true;
        listening.remove();
        ticking.remove();
    }
}
