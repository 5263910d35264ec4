package dev.sluice.core.api;

import dev.sluice.core.assistants.model.Page;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A list, page after page as its elements are asked for. */
final class PagePublisher<T> implements Flow.Publisher<T> {
    private final Function<Optional<String>, CompletableFuture<Page<T>>> fetch;
    private final Function<T, String> id;

    PagePublisher(Function<Optional<String>, CompletableFuture<Page<T>>> fetch, Function<T, String> id) {
        this.fetch = fetch;
        this.id = id;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        subscriber.onSubscribe(new Pages(subscriber));
    }

    /** One thread at a time hands elements on, whoever asked for them. */
    private final class Pages implements Flow.Subscription {
        private final Flow.Subscriber<? super T> subscriber;
        private final Deque<T> ready = new ArrayDeque<>();
        private Optional<String> after = Optional.empty();
        private @Nullable CompletableFuture<Page<T>> fetching;
        private boolean busy;
        private boolean last;
        private boolean over;
        private boolean emitting;
        private final Demand demand = new Demand();
        private @Nullable Throwable failure;

        Pages(Flow.Subscriber<? super T> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void request(long n) {
            CompletableFuture<Page<T>> pending = null;
            synchronized (this) {
                if (!demand.add(n) && !over) {
                    pending = fetching;
                    fail(Demand.illegal(n));
                }
            }
            if (pending != null) {
                pending.cancel(false);
            }
            emit();
        }

        /** The first failure counts. What was not handed on yet is not any more. */
        private void fail(Throwable reason) {
            ready.clear();
            last = true;
            failure = failure == null ? reason : failure;
        }

        @Override
        public void cancel() {
            CompletableFuture<Page<T>> pending;
            synchronized (this) {
                over = true;
                pending = fetching;
            }
            if (pending != null) {
                pending.cancel(false);
            }
        }

        private void emit() {
            synchronized (this) {
                if (emitting) {
                    return;
                }
                emitting = true;
            }
            while (true) {
                T next = null;
                boolean end = false;
                boolean more = false;
                synchronized (this) {
                    if (!over && !ready.isEmpty() && demand.isAny()) {
                        demand.take();
                        next = ready.remove();
                    } else if (!over && ready.isEmpty() && last) {
                        over = true;
                        end = true;
                    } else {
                        more = !over && ready.isEmpty() && demand.isAny() && !busy;
                        busy |= more;
                        emitting = false;
                    }
                }
                if (next != null) {
                    subscriber.onNext(next);
                } else if (end) {
                    end();
                } else {
                    if (more) {
                        fetch();
                    }
                    return;
                }
            }
        }

        private void end() {
            if (failure != null) {
                subscriber.onError(failure);
            } else {
                subscriber.onComplete();
            }
        }

        private CompletableFuture<Page<T>> asked() {
            try {
                return fetch.apply(after);
            } catch (RuntimeException unasked) {
                return CompletableFuture.failedFuture(unasked);
            }
        }

        private void fetch() {
            CompletableFuture<Page<T>> page = asked();
            synchronized (this) {
                fetching = page;
            }
            Futures.then(page, (fetched, thrown) -> {
                synchronized (this) {
                    busy = false;
                    fetching = null;
                    if (fetched == null) {
                        fail(Errors.of(thrown == null ? new IllegalStateException("No page") : thrown));
                    } else if (failure == null) {
                        ready.addAll(fetched.data());
                        last = fetched.data().isEmpty() || !fetched.hasMore();
                        after = fetched.data().isEmpty()
                                ? after
                                : Optional.of(id.apply(
                                        fetched.data().get(fetched.data().size() - 1)));
                    }
                }
                emit();
            });
        }
    }
}
