package dev.sluice.store.jdbc.assistants;

import dev.sluice.core.assistants.store.Change;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.assistants.store.Outcome;
import dev.sluice.core.assistants.store.Work;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/** Makes a change in a transaction. What conflicts may have done a part of it: the caller takes it back. */
final class Changes {
    /** A root, then its runs, then the rest: whoever deletes a root and has its runs waits for nobody who has less. */
    private static final Comparator<Key> LOCKING = Comparator.<Key, Boolean>comparing(
                    key -> !key.kind().isRoot())
            .thenComparing(key -> key.kind() != Kind.RUN)
            .thenComparing(Key::kind)
            .thenComparing(Key::id);

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

    Outcome apply(Handle handle, Change change) {
        Optional<Outcome> conflict = documentsConflict(handle, change);
        if (conflict.isPresent()) {
            return conflict.get();
        }
        for (Work item : change.work()) {
            if (!work.apply(handle, item)) {
                return new Outcome.Conflict(Optional.empty());
            }
        }
        for (Change.Write write : change.writes()) {
            if (!documents.write(handle, write.draft(), write.version())) {
                return new Outcome.Conflict(Optional.of(write.draft().key()));
            }
        }
        long first = change.log()
                .map(run -> events.tell(handle, run, change.events()))
                .orElse(0L);
        change.deletes().forEach(delete -> delete(handle, delete.key()));
        return new Outcome.Done(first);
    }

    /** Locked in one order: two nodes that change the same documents cannot block each other. */
    private Optional<Outcome> documentsConflict(Handle handle, Change change) {
        TreeSet<Key> keys = new TreeSet<>(LOCKING);
        change.guards().forEach(guard -> keys.add(guard.key()));
        change.writes().forEach(write -> keys.add(write.draft().key()));
        change.deletes().forEach(delete -> keys.add(delete.key()));
        Map<Key, Long> versions = documents.lockedVersions(handle, keys);
        for (Change.Guard guard : change.guards()) {
            if (versions.getOrDefault(guard.key(), 0L) != guard.version()) {
                return Optional.of(new Outcome.Conflict(Optional.of(guard.key())));
            }
        }
        for (Change.Write write : change.writes()) {
            if (versions.getOrDefault(write.draft().key(), 0L) != write.version()) {
                return Optional.of(
                        new Outcome.Conflict(Optional.of(write.draft().key())));
            }
        }
        for (Change.Delete delete : change.deletes()) {
            if (delete.version() == 0 || versions.getOrDefault(delete.key(), 0L) != delete.version()) {
                return Optional.of(new Outcome.Conflict(Optional.of(delete.key())));
            }
        }
        return Optional.empty();
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
