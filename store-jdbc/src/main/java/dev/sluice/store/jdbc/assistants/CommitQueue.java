package dev.sluice.store.jdbc.assistants;

import dev.sluice.core.assistants.store.Change;
import dev.sluice.core.assistants.store.Outcome;
import dev.sluice.store.jdbc.Database;
import dev.sluice.store.jdbc.Durability;
import dev.sluice.store.jdbc.StoreException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Changes that wait for their turn. While one transaction is under way, those that come wait for the next and share it.
 * Each is done or not for itself; none is told before the transaction is durable.
 */
final class CommitQueue implements AutoCloseable {
    private static final int MOST_AT_ONCE = 128;
    private static final int MOST_WAITING = 20_000;
    private static final int MOST_TRIES = 5;
    private static final String EACH = "each";

    private final Database database;
    private final Changes changes;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final Deque<List<Waiting>> halves = new ArrayDeque<>();
    private boolean busy;
    private boolean closed;

    CommitQueue(Database database, Changes changes) {
        this.database = database;
        this.changes = changes;
    }

    CompletionStage<Outcome> add(Change change) {
        Waiting added = new Waiting(change, new CompletableFuture<>());
        synchronized (this) {
            if (closed || waiting.size() >= MOST_WAITING) {
                return CompletableFuture.failedFuture(new StoreException("The store takes no more changes"));
            }
            waiting.add(added);
        }
        next();
        return added.outcome();
    }

    private void next() {
        List<Waiting> batch;
        synchronized (this) {
            if (busy || (halves.isEmpty() && waiting.isEmpty())) {
                return;
            }
            busy = true;
            batch = halves.isEmpty() ? firstThatWait() : halves.remove();
        }
        write(batch, MOST_TRIES, false);
    }

    private List<Waiting> firstThatWait() {
        List<Waiting> batch = new ArrayList<>();
        while (batch.size() < MOST_AT_ONCE && !waiting.isEmpty()) {
            batch.add(waiting.remove());
        }
        return batch;
    }

    /**
     * Two nodes may wait for each other, or make the same: the database ends the transaction of one, which then tries it
     * again. What the database does not take is found by halving: it fails alone. Savepoints cost as much as a small
     * change: they are made only where a change conflicts when a part of it is done.
     */
    private void write(List<Waiting> batch, int triesLeft, boolean canTakeBack) {
        database.write(Durability.SYNCED, handle -> apply(handle, batch, canTakeBack))
                .whenComplete((outcomes, failure) -> {
                    if (failure != null && Failures.isHalfDone(failure)) {
                        write(batch, triesLeft, true);
                    } else if (failure != null && triesLeft > 1 && Failures.isRace(failure)) {
                        write(batch, triesLeft - 1, canTakeBack);
                    } else if (failure != null && batch.size() > 1 && Failures.isOfAStatement(failure)) {
                        halve(batch);
                    } else {
                        done(batch, outcomes, failure);
                    }
                });
    }

    private List<Outcome> apply(Handle handle, List<Waiting> batch, boolean canTakeBack) {
        List<Outcome> outcomes = new ArrayList<>();
        if (canTakeBack) {
            batch.forEach(each -> outcomes.add(alone(handle, each.change())));
        } else {
            ChangeGroups.of(batch.stream().map(Waiting::change).toList())
                    .forEach(group -> outcomes.addAll(changes.apply(handle, group)));
        }
        return outcomes;
    }

    private Outcome alone(Handle handle, Change change) {
        handle.savepoint(EACH);
        try {
            Outcome outcome = changes.apply(handle, List.of(change)).get(0);
            handle.releaseSavepoint(EACH);
            return outcome;
        } catch (HalfDoneException conflict) {
            handle.rollbackToSavepoint(EACH);
            return changes.conflict(handle, change);
        }
    }

    private void halve(List<Waiting> batch) {
        int half = batch.size() / 2;
        synchronized (this) {
            halves.push(batch.subList(half, batch.size()));
            halves.push(batch.subList(0, half));
            busy = false;
        }
        next();
    }

    private void done(List<Waiting> batch, @Nullable List<Outcome> outcomes, @Nullable Throwable failure) {
        synchronized (this) {
            busy = false;
        }
        next();
        for (int i = 0; i < batch.size(); i++) {
            if (outcomes != null) {
                batch.get(i).outcome().complete(outcomes.get(i));
            } else {
                batch.get(i)
                        .outcome()
                        .completeExceptionally(
                                failure == null ? new IllegalStateException("Neither done nor failed") : failure);
            }
        }
    }

    /** Takes no more; what waits is still done. */
    @Override
    public synchronized void close() {
        closed = true;
    }

    private record Waiting(Change change, CompletableFuture<Outcome> outcome) {}
}
