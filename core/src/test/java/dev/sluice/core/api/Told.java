package dev.sluice.core.api;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A subscriber that asks when the test does, and remembers what it was told. */
final class Told<T> implements Flow.Subscriber<T> {
    final List<T> elements = new ArrayList<>();
    final List<Throwable> failures = new ArrayList<>();
    int ends;
    private final long first;
    private Flow.@Nullable Subscription subscription;

    /** One that asks for so many as soon as it is subscribed. */
    Told(long first) {
        this.first = first;
    }

    /** One that waits. */
    Told() {
        this(1);
    }

    void request(long n) {
        if (subscription != null) {
            subscription.request(n);
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription active) {
        subscription = active;
        active.request(first);
    }

    @Override
    public void onNext(T element) {
        elements.add(element);
    }

    @Override
    public void onError(Throwable failure) {
        failures.add(failure);
    }

    @Override
    public void onComplete() {
        ends++;
    }
}
