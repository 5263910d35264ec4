package dev.sluice.core.api;

import dev.sluice.core.assistants.event.AssistantStreamEvent;
import dev.sluice.core.assistants.event.DoneEvent;
import dev.sluice.core.assistants.event.ErrorEvent;
import dev.sluice.core.assistants.event.RunEvent;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.SseEvents;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The events of a streamed run. Each subscriber makes a run of its own. It is told every event up to {@code done}, then the
 * end. A run that is refused ends it with the {@link ApiException} of the answer's status, an {@code error} event with an
 * {@link InternalServerException}, and a stream that breaks off, or ends before its run has come to rest, with an {@link
 * ApiConnectionException}: none ends silently.
 *
 * <p>Thread-safe. Events come one after another on the call's event loop, or on the thread that asks for more where they
 * are there already, and no faster than they are asked for: a subscriber must not block. Cancelling the subscription closes
 * the connection; the run goes on at the server, see {@link AssistantsAsync#cancelRun}.
 */
public final class RunEvents implements Flow.Publisher<AssistantStreamEvent> {
    private final Supplier<CompletableFuture<Caller.Opened>> start;
    private final Caller caller;

    RunEvents(Caller caller, Supplier<CompletableFuture<Caller.Opened>> start) {
        this.caller = caller;
        this.start = start;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super AssistantStreamEvent> subscriber) {
        Reader reader = new Reader(subscriber);
        subscriber.onSubscribe(reader);
        if (reader.cancelled) {
            return;
        }
        CompletableFuture<Caller.Opened> opening = start.get();
        reader.opening = opening;
        if (reader.cancelled) {
            opening.cancel(false);
        }
        Futures.then(opening, (opened, failure) -> {
            if (opened == null) {
                reader.fail(failure == null ? new IllegalStateException("Neither an answer nor a failure") : failure);
            } else {
                opened.loop().run(() -> reader.open(opened));
            }
        });
    }

    /** Reads bytes while fewer events are at hand than were asked for. */
    private final class Reader implements Flow.Subscriber<ByteBuffer>, GuardedSubscription {
        private final Flow.Subscriber<? super AssistantStreamEvent> subscriber;
        private final SseEvents parser = new SseEvents(this::event);
        private final Deque<AssistantStreamEvent> ready = new ArrayDeque<>();
        private volatile @Nullable CompletableFuture<Caller.Opened> opening;
        private Caller.@Nullable Opened opened;
        private Flow.@Nullable Subscription source;
        private @Nullable Throwable failure;
        private boolean atRest;
        private boolean finished;
        private boolean asked;
        private boolean told;
        private boolean emitting;
        private volatile boolean cancelled;
        private final Demand demand = new Demand();

        Reader(Flow.Subscriber<? super AssistantStreamEvent> subscriber) {
            this.subscriber = subscriber;
        }

        void open(Caller.Opened nowOpen) {
            synchronized (this) {
                opened = nowOpen;
            }
            if (cancelled) {
                nowOpen.cancellation().cancel();
            } else if (nowOpen.reply().body() instanceof Body.Stream stream) {
                stream.publisher().subscribe(this);
            } else {
                if (nowOpen.reply().body() instanceof Body.Bytes bytes) {
                    bytes.slices().forEach(this::onNext);
                }
                onComplete();
            }
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            synchronized (this) {
                source = subscription;
            }
            emit();
        }

        @Override
        public void onNext(ByteBuffer slice) {
            try {
                synchronized (this) {
                    asked = false;
                    parser.feed(slice);
                }
            } catch (RuntimeException unreadable) {
                fail(unreadable);
                return;
            }
            emit();
        }

        private void event(String name, String data) {
            if (finished) {
                return;
            }
            AssistantStreamEvent event = caller.json().assistants().readEvent(name, data);
            if (event instanceof RunEvent change) {
                atRest |= change.run().status().isTerminal() || change instanceof RunEvent.RequiresAction;
            }
            if (event instanceof ErrorEvent error) {
                finished = true;
                failure = ApiException.of(500, error.error(), Headers.EMPTY);
            } else {
                finished = event == DoneEvent.DONE;
                failure = finished && !atRest ? tooEarly() : failure;
                ready.add(event);
            }
        }

        private ApiConnectionException tooEarly() {
            return new ApiConnectionException("The stream ended before its run had come to rest.");
        }

        @Override
        public void onError(Throwable reason) {
            fail(reason);
        }

        void fail(Throwable reason) {
            synchronized (this) {
                if (!finished) {
                    failure = Errors.of(reason);
                    finished = true;
                }
            }
            emit();
        }

        @Override
        public void onComplete() {
            synchronized (this) {
                if (!finished && !atRest) {
                    failure = tooEarly();
                }
                finished = true;
            }
            emit();
        }

        @Override
        public void request(long n) {
            synchronized (this) {
                if (!demand.add(n) && !told) {
                    ready.clear();
                    failure = Demand.illegal(n);
                    finished = true;
                }
            }
            emit();
        }

        @Override
        public void cancel() {
            leave();
        }

        @Override
        public BlockingGuard guard() {
            return caller.guard();
        }

        /** Closes the connection, or does not make it. */
        private void leave() {
            cancelled = true;
            Caller.Opened open;
            synchronized (this) {
                open = opened;
            }
            CompletableFuture<Caller.Opened> begun = opening;
            if (open != null) {
                open.cancellation().cancel();
            } else if (begun != null) {
                begun.cancel(false);
            }
        }

        /** One thread at a time hands events on, in their order, whoever asked for them. */
        private void emit() {
            synchronized (this) {
                if (emitting) {
                    return;
                }
                emitting = true;
            }
            while (true) {
                AssistantStreamEvent next = null;
                boolean end = false;
                Flow.Subscription read = null;
                synchronized (this) {
                    if (cancelled || told) {
                        emitting = false;
                        return;
                    }
                    if (!ready.isEmpty() && demand.isAny()) {
                        demand.take();
                        next = ready.remove();
                    } else if (ready.isEmpty() && finished) {
                        told = true;
                        end = true;
                    } else if (ready.isEmpty() && demand.isAny() && !asked && source != null) {
                        asked = true;
                        read = source;
                    } else {
                        emitting = false;
                        return;
                    }
                }
                if (next != null) {
                    subscriber.onNext(next);
                } else if (end) {
                    end();
                } else if (read != null) {
                    askOnLoop(read);
                }
            }
        }

        /** The body lives on its call's loop, and whoever wants more may be anywhere. */
        private void askOnLoop(Flow.Subscription body) {
            Caller.Opened open;
            synchronized (this) {
                open = opened;
            }
            if (open != null) {
                open.loop().run(() -> body.request(1));
            }
        }

        /** What may still come after the last event is not waited for. */
        private void end() {
            leave();
            if (failure != null) {
                subscriber.onError(failure);
            } else {
                subscriber.onComplete();
            }
        }
    }
}
