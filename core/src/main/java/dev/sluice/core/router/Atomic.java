package dev.sluice.core.router;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** An immutable value that is replaced by another, and is never null. Thread-safe, without locks. */
final class Atomic<T> {
    private final AtomicReference<T> reference;

    Atomic(T first) {
        reference = new AtomicReference<>(first);
    }

    T get() {
        return Objects.requireNonNull(reference.get());
    }

    /** Replaces that very value, unless another was faster. */
    boolean replace(T seen, T next) {
        return reference.compareAndSet(seen, next);
    }

    /** Replaces it by what is made of it; the function may be called several times. */
    void update(UnaryOperator<T> change) {
        reference.updateAndGet(change);
    }
}
