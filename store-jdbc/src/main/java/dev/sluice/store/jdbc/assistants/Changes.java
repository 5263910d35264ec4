package dev.sluice.store.jdbc.assistants;

import dev.sluice.core.assistants.store.Change;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.assistants.store.Outcome;
import dev.sluice.core.assistants.store.Work;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Makes a change in a transaction. What conflicts may have done a part of it: the caller takes that back. */
final class Changes {
    /** A root, then its runs, then the rest: whoever deletes a root and has its runs waits for nobody who has less. */
    private static final Comparator<Change.Guard> LOCKING = Comparator.comparing(
            Change.Guard::key,
            Comparator.<Key, Boolean>comparing(key -> !key.kind().isRoot())
                    .thenComparing(key -> key.kind() != Kind.RUN)
                    .thenComparing(Key::kind)
                    .thenComparing(Key::id));

    private final DocumentTable documents;
    private final WorkTable work;
    private final EventTable events;
    private final Clock clock;

    Changes(DocumentTable documents, WorkTable work, EventTable events, Clock clock) {
        this.documents = documents;
        this.work = work;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Makes it.
     *
     * @param canTakeBack whether the caller can take back what this has done, and nothing else
     * @throws HalfDoneException where it conflicts, a part of it is done, and the caller cannot
     */
    Outcome apply(Handle handle, Change change, boolean canTakeBack) {
        Optional<Outcome> conflict = conflict(handle, change);
        if (conflict.isPresent()) {
            return conflict.get();
        }
        boolean begun = false;
        for (Work item : change.work()) {
            if (!work.apply(handle, item)) {
                return conflict(Optional.empty(), canTakeBack || !begun);
            }
            begun = true;
        }
        for (Change.Write write : change.writes()) {
            if (!documents.write(handle, write.draft(), write.version())) {
                return conflict(Optional.of(write.draft().key()), canTakeBack || !begun);
            }
            begun = true;
        }
        long first = change.log()
                .map(run -> events.tell(handle, run, change.events()))
                .orElse(0L);
        change.deletes().forEach(delete -> delete(handle, delete.key()));
        return new Outcome.Done(first);
    }

    private static Outcome conflict(Optional<Key> key, boolean canBeTold) {
        if (!canBeTold) {
            throw new HalfDoneException();
        }
        return new Outcome.Conflict(key);
    }

    /**
     * Whether what must be there is not. Locked in one order: two nodes that change the same documents cannot block each
     * other. Whether something is there that must not be, its insertion finds out.
     */
    private Optional<Outcome> conflict(Handle handle, Change change) {
        List<Change.Guard> guards = new ArrayList<>(change.guards());
        change.writes().stream()
                .filter(write -> write.version() > 0)
                .forEach(write -> guards.add(new Change.Guard(write.draft().key(), write.version())));
        change.deletes().forEach(delete -> guards.add(new Change.Guard(delete.key(), delete.version())));
        guards.sort(LOCKING);
        for (Change.Guard guard : guards) {
            if (documents.lockedVersion(handle, guard.key()) != guard.version()) {
                return Optional.of(new Outcome.Conflict(Optional.of(guard.key())));
            }
        }
        return change.deletes().stream()
                .filter(delete -> delete.version() == 0)
                .<Outcome>map(delete -> new Outcome.Conflict(Optional.of(delete.key())))
                .findFirst();
    }

    private void delete(Handle handle, Key key) {
        if (key.kind().isRoot()) {
            documents.lockRuns(handle, key.id());
            work.deleteOfRoot(handle, key.id());
            events.deleteOfRoot(handle, key.id());
            documents.deleteOfRoot(handle, key.id());
        }
        documents.delete(handle, key, clock.millis());
    }
}
