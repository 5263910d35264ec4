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
        private long wanted;

        Pages(Flow.Subscriber<? super T> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void request(long n) {
            synchronized (this) {
                wanted = wanted + n < 0 ? Long.MAX_VALUE : wanted + n;
            }
            emit();
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
                    if (!over && !ready.isEmpty() && wanted > 0) {
                        wanted--;
                        next = ready.remove();
                    } else if (!over && ready.isEmpty() && last) {
                        over = true;
                        end = true;
                    } else {
                        more = !over && ready.isEmpty() && wanted > 0 && !busy;
                        busy |= more;
                        emitting = false;
                    }
                }
                if (next != null) {
                    subscriber.onNext(next);
                } else if (end) {
                    subscriber.onComplete();
                } else {
                    if (more) {
                        fetch();
                    }
                    return;
                }
            }
        }

        private void fetch() {
            CompletableFuture<Page<T>> page = fetch.apply(after);
            synchronized (this) {
                fetching = page;
            }
            Futures.then(page, (fetched, failure) -> {
                boolean failed;
                synchronized (this) {
                    busy = false;
                    fetching = null;
                    failed = fetched == null && !over;
                    over |= failed;
                    if (fetched != null) {
                        ready.addAll(fetched.data());
                        last = fetched.data().isEmpty() || !fetched.hasMore();
                        after = fetched.data().isEmpty()
                                ? after
                                : Optional.of(id.apply(
                                        fetched.data().get(fetched.data().size() - 1)));
                    }
                }
                if (failed) {
                    subscriber.onError(Errors.of(failure == null ? new IllegalStateException("No page") : failure));
                } else {
                    emit();
                }
            });
        }
    }
}
