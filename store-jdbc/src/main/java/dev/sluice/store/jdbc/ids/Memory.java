package dev.sluice.store.jdbc.ids;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.util.function.LongSupplier;

/** The bounded memory of a ledger. */
final class Memory {
    /** Another node may have learned the id meanwhile. */
    private static final Duration UNKNOWN = Duration.ofSeconds(1);

    /** Another node may have forgotten it, or found it in another account; neither makes an answer wrong. */
    private static final Duration KNOWN = Duration.ofMinutes(10);

    private Memory() {}

    static Cache<String, Known> of(int size, LongSupplier nanoTime) {
        return Caffeine.newBuilder()
                .maximumSize(size)
                .expireAfter(Expiry.<String, Known>writing((id, known) -> known.home() == null ? UNKNOWN : KNOWN))
                .ticker(nanoTime::getAsLong)
                // On the thread that writes: a few microseconds now and then, and no other pool.
                .executor(Runnable::run)
                .build();
    }
}
