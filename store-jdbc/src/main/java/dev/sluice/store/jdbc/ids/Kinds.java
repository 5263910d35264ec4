package dev.sluice.store.jdbc.ids;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of all ids that were ever learned, by any node: what is of another kind is no id of ours, and costs no
 * look-up. They are few; the whole list is read again when a string of an unknown kind is asked for, once a second at
 * most, since another node may have learned ids of a new kind.
 */
final class Kinds {
    /** How old the list may be that says no. */
    static final Duration FRESH = Duration.ofSeconds(1);

    /** The kind of all ids that come when there are too many kinds: something makes ids that have none. */
    private static final String OTHER = "*";

    private static final int MOST = 4096;

    private static final int PATIENCE_MILLIS = 500;

    private final Supplier<CompletionStage<List<String>>> list;
    private final LongSupplier nanoTime;
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final Set<String> saved = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Refresh> last = new AtomicReference<>();

    Kinds(Supplier<CompletionStage<List<String>>> list, LongSupplier nanoTime) {
        this.list = list;
        this.nanoTime = nanoTime;
    }

    private record Refresh(long startedAt, CompletableFuture<Void> done) {}

    /** Whether the id may have been learned, as far as the list goes. */
    boolean mayKnow(String id) {
        return known.contains(Ids.kind(id)) || known.contains(OTHER);
    }

    /** The kind of an id that is learned, which is known from then on. */
    String learned(String id) {
        String kind = Ids.kind(id);
        if (known.contains(kind)) {
            return kind;
        }
        String kept = known.size() < MOST ? kind : OTHER;
        known.add(kept);
        return kept;
    }

    /** Whether the kind is in the database. */
    boolean isSaved(String kind) {
        return saved.contains(kind);
    }

    /** These are in the database. */
    void saved(Collection<String> kinds) {
        known.addAll(kinds);
        saved.addAll(kinds);
    }

    /** Begins to read the list. */
    void load() {
        CompletableFuture<Void> unused = refreshed();
    }

    /** Completes, in any case, when the list is as fresh as it has to be, or cannot be had. */
    CompletableFuture<Void> refreshed() {
        long now = nanoTime.getAsLong();
        Refresh current = last.get();
        if (current != null && now - current.startedAt() < FRESH.toNanos()) {
            return current.done();
        }
        Refresh next = new Refresh(now, new CompletableFuture<>());
        if (!last.compareAndSet(current, next)) {
            return refreshed();
        }
        CompletionStage<List<String>> patient =
                list.get().toCompletableFuture().orTimeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        patient.whenComplete((kinds, failure) -> {
            if (failure == null) {
                saved(kinds);
            }
            next.done().complete(null);
        });
        return next.done();
    }
}
