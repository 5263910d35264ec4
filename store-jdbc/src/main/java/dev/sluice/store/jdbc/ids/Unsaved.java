package dev.sluice.store.jdbc.ids;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Changes that are not in the database yet: one for each id, in the order in which the ids came. A change stays here,
 * and can be asked for, until it was written. Thread-safe and without locks; only {@link #take} and what follows it are
 * for one thread at a time.
 */
final class Unsaved {
    private final ConcurrentMap<String, Change> changes = new ConcurrentHashMap<>();
    private final ConcurrentLinkedDeque<Entry> queue = new ConcurrentLinkedDeque<>();
    private final int most;

    Unsaved(int most) {
        this.most = most;
    }

    private sealed interface Entry {
        record Id(String id) implements Entry {}

        record Mark(CompletableFuture<Void> reached) implements Entry {}
    }

    /**
     * What is to be written next.
     *
     * @param changes by id
     * @param marks what to complete after that
     */
    record Batch(Map<String, Change> changes, List<CompletableFuture<Void>> marks) {}

    @Nullable
    Change get(String id) {
        return changes.get(id);
    }

    int size() {
        return changes.size();
    }

    /**
     * Replaces the change of an id.
     *
     * @param next the new change for the one that waits; null where there is nothing to write
     * @return false where there is no room
     */
    boolean update(String id, Function<@Nullable Change, @Nullable Change> next) {
        boolean[] isNew = new boolean[1];
        boolean[] isFull = new boolean[1];
        changes.compute(id, (same, waiting) -> {
            Change change = next.apply(waiting);
            isFull[0] = waiting == null && change != null && changes.size() >= most;
            isNew[0] = waiting == null && change != null && !isFull[0];
            return isFull[0] ? null : change;
        });
        if (isNew[0]) {
            queue.add(new Entry.Id(id));
        }
        return !isFull[0];
    }

    /** Completes when all that waits now was written, or given up. */
    CompletableFuture<Void> mark() {
        CompletableFuture<Void> reached = new CompletableFuture<>();
        queue.add(new Entry.Mark(reached));
        return reached;
    }

    boolean isWaiting() {
        return !queue.isEmpty();
    }

    /** Whether what waits should be written at once. */
    boolean isUrgent(int batch) {
        int ids = 0;
        for (Entry entry : queue) {
            if (entry instanceof Entry.Mark || ++ids >= batch) {
                return true;
            }
        }
        return false;
    }

    /** The next ids and their changes, which stay here as well until {@link #saved} or {@link #drop}. */
    Batch take(int size) {
        Map<String, Change> taken = new HashMap<>();
        List<CompletableFuture<Void>> marks = new ArrayList<>();
        while (taken.size() < size) {
            Entry entry = queue.poll();
            if (entry == null) {
                break;
            }
            if (entry instanceof Entry.Mark mark) {
                marks.add(mark.reached());
            } else {
                String id = ((Entry.Id) entry).id();
                Change change = changes.get(id);
                if (change != null) {
                    taken.put(id, change);
                }
            }
        }
        return new Batch(taken, marks);
    }

    /** What was changed meanwhile waits again, before everything else, so that no mark overtakes it. */
    void saved(Batch batch) {
        batch.changes().forEach((id, change) -> {
            if (!changes.remove(id, change)) {
                queue.addFirst(new Entry.Id(id));
            }
        });
    }

    /** Puts a batch back that could not be written; the marks that nobody should wait for any longer. */
    List<CompletableFuture<Void>> putBack(Batch batch) {
        batch.changes().keySet().forEach(id -> queue.addFirst(new Entry.Id(id)));
        return marks(batch);
    }

    /** Forgets a batch that cannot be written; the marks that nobody should wait for any longer. */
    List<CompletableFuture<Void>> drop(Batch batch) {
        saved(batch);
        return marks(batch);
    }

    private List<CompletableFuture<Void>> marks(Batch batch) {
        List<CompletableFuture<Void>> marks = new ArrayList<>(batch.marks());
        queue.removeIf(entry -> entry instanceof Entry.Mark mark && marks.add(mark.reached()));
        return marks;
    }
}
