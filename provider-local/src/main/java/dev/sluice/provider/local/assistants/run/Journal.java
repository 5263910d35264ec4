package dev.sluice.provider.local.assistants.run;

import dev.sluice.core.assistants.event.AssistantStreamEvent;
import dev.sluice.core.assistants.model.Message;
import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.assistants.model.RunStatus;
import dev.sluice.core.assistants.model.RunStep;
import dev.sluice.core.assistants.store.Claim;
import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.assistants.store.Outcome;
import dev.sluice.core.assistants.store.Work;
import dev.sluice.core.call.EventLoop;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.provider.local.assistants.api.RunWorks;
import dev.sluice.provider.local.assistants.data.Archive;
import dev.sluice.provider.local.assistants.data.RunState;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what happens to one run, in order, and tells it when it is written. One change is under way at a time; what
 * happens meanwhile goes into the next. Whoever loses the run to somebody else writes nothing more. Lives on one loop.
 */
final class Journal {
    /** More events than one reading of an answer usually brings. */
    private static final int MOST_WAITING = 64;

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Archive archive;
    private final EventHub hub;
    private final EventLoop loop;
    private final Clock clock;
    private final Claim claim;
    private final String owner;
    private final Runnable lost;
    private final Map<Key, Long> versions = new HashMap<>();
    private final List<Runnable> drained = new ArrayList<>();
    private final List<Runnable> crowded = new ArrayList<>();
    private Run run;
    private RunState state;
    private RunStatus storedStatus;
    private Batch open = new Batch();
    private boolean busy;
    private boolean closed;

    /**
     * The journal of a run.
     *
     * @param held the run as it is in the store
     * @param lost runs once, when somebody else has it
     */
    Journal(Archive archive, EventHub hub, EventLoop loop, Clock clock, Holding held, Runnable lost) {
        this.archive = archive;
        this.hub = hub;
        this.loop = loop;
        this.clock = clock;
        this.claim = held.claim();
        this.owner = held.owner();
        this.run = held.run();
        this.state = held.state();
        this.storedStatus = run.status();
        this.lost = lost;
        versions.putAll(held.versions());
    }

    /** A document that may be written has this version. */
    void knows(Document document) {
        versions.put(document.key(), document.version());
    }

    String owner() {
        return owner;
    }

    Run run() {
        return run;
    }

    RunState state() {
        return state;
    }

    void run(Run next) {
        run = next;
        open.write(archive, new Key(Kind.RUN, next.id()), next);
    }

    void state(RunState next) {
        state = next;
        open.writeLater(new Key(Kind.RUN_STATE, run.id()), next.toJson());
    }

    void step(RunStep step) {
        open.write(archive, new Key(Kind.RUN_STEP, step.id()), step);
    }

    void message(Message message) {
        open.write(archive, new Key(Kind.MESSAGE, message.id()), message);
    }

    void tell(AssistantStreamEvent event) {
        open.events.add(archive.event(event));
    }

    /** Takes the lock from the thread, with the next that is written. */
    void unlock() {
        Key lock = new Key(Kind.THREAD_LOCK, run.threadId());
        if (versions.containsKey(lock)) {
            open.deletes.add(lock);
        }
    }

    /** The last that is written: then the work is laid down, or over. */
    void close(Work last, Runnable after) {
        open.last = last;
        open.after = after;
        flush();
    }

    /** Writes what was collected. */
    void flush() {
        if (!busy && !closed && !open.isEmpty()) {
            send();
        }
    }

    /** Keeps the run while there is nothing to write. */
    void keepAlive() {
        if (!busy && !closed) {
            send();
        }
    }

    /** Nothing more is written, whatever is collected. */
    void abandon() {
        closed = true;
    }

    /** Runs when nothing waits to be written: at once, or later. */
    void whenDrained(Runnable then) {
        if (busy) {
            drained.add(then);
        } else {
            then.run();
        }
    }

    /** Runs when more may come, for little waits to be written: at once, or later. */
    void whenThereIsRoom(Runnable then) {
        if (open.events.size() < MOST_WAITING) {
            then.run();
        } else {
            crowded.add(then);
        }
    }

    private void send() {
        Batch batch = open;
        open = new Batch();
        busy = true;
        commit(batch);
        runAll(crowded);
    }

    private void commit(Batch batch) {
        Work held = new Work.Hold(run.id(), claim.token(), clock.instant().plus(RunWorks.LEASE));
        archive.commit(batch.change(archive, owner, run, versions, held))
                .whenCompleteAsync((outcome, failure) -> committed(batch, outcome, failure), loop::run);
    }

    private void committed(Batch batch, @Nullable Outcome outcome, @Nullable Throwable failure) {
        if (closed) {
            return;
        }
        if (outcome instanceof Outcome.Done done) {
            written(batch, done.firstEvent());
        } else if (outcome instanceof Outcome.Conflict conflict
                && conflict.key().isPresent()) {
            repair(batch, conflict.key().get());
        } else if (failure != null && GatewayException.from(failure).kind() == ErrorKind.OVERLOADED) {
            loop.after(PAUSE, () -> commit(batch));
        } else {
            lose();
        }
    }

    private void written(Batch batch, long firstEvent) {
        batch.writes.keySet().forEach(key -> versions.merge(key, 1L, Long::sum));
        storedStatus =
                batch.writes.get(new Key(Kind.RUN, run.id())) instanceof Run stored ? stored.status() : storedStatus;
        batch.deletes.forEach(versions::remove);
        busy = false;
        closed = batch.last != null;
        hub.told(run.id(), firstEvent, batch.events);
        if (batch.after != null) {
            batch.after.run();
            return;
        }
        flush();
        if (!busy) {
            runAll(drained);
        }
    }

    private static void runAll(List<Runnable> waiting) {
        List<Runnable> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(Runnable::run);
    }

    private void lose() {
        closed = true;
        lost.run();
    }

    /** Clients may have changed the notes of the run, or of a message; any other change means that the run was taken. */
    private void repair(Batch batch, Key key) {
        archive.find(Set.of(key))
                .whenCompleteAsync(
                        (found, failure) -> repaired(batch, key, found == null ? null : found.get(key)), loop::run);
    }

    private void repaired(Batch batch, Key key, @Nullable Document now) {
        if (closed) {
            return;
        }
        if (now != null && key.kind() == Kind.RUN && adopt(batch, archive.read(now, Run.class))) {
            knows(now);
            commit(batch);
        } else if (now != null && key.kind() == Kind.MESSAGE) {
            Map<String, String> notes = archive.read(now, Message.class).metadata();
            if (batch.writes.get(key) instanceof Message message) {
                batch.write(archive, key, message.toBuilder().metadata(notes).build());
            }
            knows(now);
            commit(batch);
        } else {
            lose();
        }
    }

    private boolean adopt(Batch batch, Run stored) {
        if (stored.status() != storedStatus) {
            return false;
        }
        Map<String, String> notes = stored.metadata();
        run = run.toBuilder().metadata(notes).build();
        Key key = new Key(Kind.RUN, run.id());
        if (batch.writes.get(key) instanceof Run written) {
            batch.write(archive, key, written.toBuilder().metadata(notes).build());
        }
        return true;
    }
}
