package dev.sluice.store.jdbc.assistants;

import dev.sluice.core.assistants.store.Change;
import dev.sluice.core.assistants.store.Draft;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.assistants.store.Outcome;
import dev.sluice.core.assistants.store.Work;
import dev.sluice.store.jdbc.assistants.DocumentLocks.Locked;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Makes the changes of a group in a transaction: looks at everything that they name, decides which of them happen, and
 * writes what these write, each kind of it at once. See docs/decisions/0113-many-changes-few-questions.md.
 */
final class Changes {
    /** A root, then its runs, then the rest: whoever deletes a root and has its runs waits for nobody who has less. */
    private static final Comparator<Key> LOCKING = Comparator.<Key, Boolean>comparing(
                    key -> !key.kind().isRoot())
            .thenComparing(key -> key.kind() != Kind.RUN)
            .thenComparing(Key::kind)
            .thenComparing(Key::id);

    private final DocumentLocks locks;
    private final DocumentTable documents;
    private final WorkTable work;
    private final EventTable events;
    private final Clock clock;

    Changes(DocumentLocks locks, DocumentTable documents, WorkTable work, EventTable events, Clock clock) {
        this.locks = locks;
        this.documents = documents;
        this.work = work;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Makes those that find what they must find.
     *
     * @param group one of {@link ChangeGroups}
     * @throws HalfDoneException where one of the others conflicts as well, and is found to when a part of it is done: all
     *     must be taken back
     */
    List<Outcome> apply(Handle handle, List<Change> group) {
        Map<Key, Locked> locked = locked(handle, group);
        List<Optional<Outcome>> conflicts =
                group.stream().map(change -> conflict(change, locked)).toList();
        List<Change> good = new ArrayList<>();
        for (int i = 0; i < group.size(); i++) {
            if (conflicts.get(i).isEmpty()) {
                good.add(group.get(i));
            }
        }
        Map<String, Long> firstEvents = write(handle, good, locked);
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < group.size(); i++) {
            long first = group.get(i)
                    .log()
                    .map(run -> firstEvents.getOrDefault(run, 0L))
                    .orElse(0L);
            outcomes.add(conflicts.get(i).orElseGet(() -> new Outcome.Done(first)));
        }
        return outcomes;
    }

    private Map<Key, Locked> locked(Handle handle, List<Change> group) {
        return locks.lock(handle, keys(group), absent(group));
    }

    /** What guards want to be absent; whether what is to be made is there, its insertion finds out. */
    private static Set<Key> absent(List<Change> group) {
        return group.stream()
                .flatMap(change -> change.guards().stream())
                .filter(guard -> guard.version() == 0)
                .map(Change.Guard::key)
                .collect(Collectors.toSet());
    }

    /** In one order: nodes that change the same documents seldom block each other. */
    private static List<Key> keys(List<Change> group) {
        return group.stream()
                .flatMap(Changes::guards)
                .map(Change.Guard::key)
                .distinct()
                .sorted(LOCKING)
                .toList();
    }

    /** Everything that must be so. */
    private static Stream<Change.Guard> guards(Change change) {
        return Stream.of(
                        change.guards().stream(),
                        change.deletes().stream().map(delete -> new Change.Guard(delete.key(), delete.version())),
                        change.writes().stream()
                                .map(write -> new Change.Guard(write.draft().key(), write.version())))
                .flatMap(each -> each);
    }

    /** With what a change conflicts of which a part was done, and taken back: with work, if it is not a document. */
    Outcome conflict(Handle handle, Change change) {
        return conflict(change, locked(handle, List.of(change)))
                .orElseGet(() -> new Outcome.Conflict(Optional.empty()));
    }

    /** Whether what must be there is not, or what must not be, is. */
    private static Optional<Outcome> conflict(Change change, Map<Key, Locked> locked) {
        Optional<Key> nothing = change.deletes().stream()
                .filter(delete -> delete.version() == 0)
                .map(Change.Delete::key)
                .findFirst();
        return nothing.or(() -> guards(change)
                        .filter(guard -> version(locked, guard.key()) != guard.version())
                        .map(Change.Guard::key)
                        .findFirst())
                .map(key -> new Outcome.Conflict(Optional.of(key)));
    }

    private static long version(Map<Key, Locked> locked, Key key) {
        return locked.getOrDefault(key, Locked.ABSENT).version();
    }

    /** Returns the number of the first event of each run. */
    private Map<String, Long> write(Handle handle, List<Change> changes, Map<Key, Locked> locked) {
        List<Draft> made = new ArrayList<>();
        List<Change.Write> updated = new ArrayList<>();
        List<Work> todo = new ArrayList<>();
        List<Key> gone = new ArrayList<>();
        for (Change change : changes) {
            todo.addAll(change.work());
            change.deletes().forEach(delete -> gone.add(delete.key()));
            for (Change.Write write : change.writes()) {
                if (write.version() == 0) {
                    made.add(write.draft());
                } else {
                    updated.add(write);
                }
            }
        }
        gone.stream().filter(key -> key.kind().isRoot()).forEach(key -> documents.lockRuns(handle, key.id()));
        // Locks tell of what is there; these find out what others hold, or have made meanwhile.
        if (!work.apply(handle, todo) || !documents.insert(handle, made) || !documents.update(handle, updated)) {
            throw new HalfDoneException();
        }
        documents.relabel(handle, relabelled(updated, locked));
        Map<String, Long> firstEvents = events.tell(handle, changes);
        delete(handle, gone);
        return firstEvents;
    }

    private static List<Draft> relabelled(List<Change.Write> updated, Map<Key, Locked> locked) {
        return updated.stream()
                .map(Change.Write::draft)
                .filter(draft -> !draft.labels()
                        .equals(locked.getOrDefault(draft.key(), Locked.ABSENT).labels()))
                .toList();
    }

    private void delete(Handle handle, List<Key> gone) {
        for (Key key : gone) {
            if (key.kind().isRoot()) {
                work.deleteOfRoot(handle, key.id());
                events.deleteOfRoot(handle, key.id());
                documents.deleteOfRoot(handle, key.id());
            }
        }
        documents.delete(handle, gone, clock.millis());
    }
}
