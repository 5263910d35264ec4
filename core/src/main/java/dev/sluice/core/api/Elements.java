package dev.sluice.core.api;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher has, for a thread that waits for each element; an event loop is refused. Asks for a few ahead. For one
 * thread; closing may come from any, and leaving early without it leaves the source waiting.
 *
 * <p>Once it is closed nothing more comes, not even what was there already: whoever asks fails with {@link
 * CancellationException}, lest a loop that was stopped looks like one that came to its end.
 */
final class Elements<T> implements Iterator<T>, AutoCloseable {
    private static final int WINDOW = 32;

    private final BlockingGuard guard;
    private final BlockingQueue<Signal<T>> signals = new LinkedBlockingQueue<>();
    private volatile Flow.@Nullable Subscription subscription;
    private volatile boolean closed;
    private @Nullable Signal<T> peeked;

    Elements(Flow.Publisher<T> source, BlockingGuard guard) {
        this.guard = guard;
        source.subscribe(new Receiver());
    }

    @Override
    public boolean hasNext() {
        Signal<T> signal = peek();
        if (signal.failure() != null) {
            throw signal.failure();
        }
        return signal.element().isPresent();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException("There are no more");
        }
        T element = peek().element().orElseThrow();
        peeked = null;
        Flow.Subscription active = subscription;
        if (active != null) {
            active.request(1);
        }
        return element;
    }

    private Signal<T> peek() {
        guard.check();
        Signal<T> known = peeked;
        if (known == null) {
            try {
                known = signals.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                close();
                throw new CancellationException("The thread was interrupted.");
            }
        }
        if (closed && !known.isEnd()) {
            known = new Signal<>(Optional.empty(), new CancellationException("It was closed."));
        }
        peeked = known;
        return known;
    }

    @Override
    public void close() {
        closed = true;
        Flow.Subscription active = subscription;
        if (active != null) {
            active.cancel();
        }
        signals.clear();
        signals.add(new Signal<>(Optional.empty(), new CancellationException("It was closed.")));
    }

    /** An element, or the end: with a failure, or without. */
    private record Signal<T>(Optional<T> element, @Nullable RuntimeException failure) {
        boolean isEnd() {
            return element.isEmpty();
        }
    }

    private final class Receiver implements Flow.Subscriber<T> {
        @Override
        public void onSubscribe(Flow.Subscription active) {
            subscription = active;
            if (closed) {
                active.cancel();
            } else {
                active.request(WINDOW);
            }
        }

        @Override
        public void onNext(T element) {
            signals.add(new Signal<>(Optional.of(element), null));
        }

        @Override
        public void onError(Throwable failure) {
            signals.add(new Signal<>(Optional.empty(), Errors.of(failure)));
        }

        @Override
        public void onComplete() {
            signals.add(new Signal<>(Optional.empty(), null));
        }
    }
}
