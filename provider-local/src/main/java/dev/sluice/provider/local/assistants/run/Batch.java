package dev.sluice.provider.local.assistants.run;

import dev.sluice.core.assistants.model.Message;
import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.assistants.store.Change;
import dev.sluice.core.assistants.store.Draft;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.assistants.store.NewEvent;
import dev.sluice.core.assistants.store.Work;
import dev.sluice.provider.local.assistants.data.Archive;
import dev.sluice.provider.local.assistants.data.Messages;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a journal writes at once. */
final class Batch {
    final Map<Key, Object> writes = new LinkedHashMap<>();
    final List<NewEvent> events = new ArrayList<>();
    final List<Key> deletes = new ArrayList<>();

    @Nullable
    Work last;

    @Nullable
    Runnable after;

    private final Map<Key, ByteBuffer> contents = new HashMap<>();

    /** Writes an object that may be told as well: what it says is made once for both, here and now. */
    void write(Archive archive, Key key, Object value) {
        writes.put(key, value);
        contents.put(key, archive.write(value));
    }

    /** Writes what may be written many times before it is sent: what it says is made then. */
    void writeLater(Key key, Object value) {
        writes.put(key, value);
        contents.remove(key);
    }

    boolean isEmpty() {
        return writes.isEmpty() && events.isEmpty() && deletes.isEmpty() && last == null;
    }

    /** As a change of the store; the run must be as it is known, and be held. */
    Change.Builder change(Archive archive, String owner, Run run, Map<Key, Long> versions, Work held) {
        Change.Builder change = Change.builder();
        Key runKey = new Key(Kind.RUN, run.id());
        if (!writes.containsKey(runKey)) {
            change.guard(runKey, versions.getOrDefault(runKey, 0L));
        }
        writes.forEach((key, value) -> change.write(
                draft(content(archive, key, value), owner, key, value, run), versions.getOrDefault(key, 0L)));
        deletes.forEach(key -> change.delete(key, versions.getOrDefault(key, 0L)));
        return change.work(last == null ? held : last).tell(run.id(), events);
    }

    private ByteBuffer content(Archive archive, Key key, Object value) {
        ByteBuffer made = contents.get(key);
        return made == null ? archive.write(value) : made;
    }

    /** Where a document is, only its first version says. */
    private static Draft draft(ByteBuffer content, String owner, Key key, Object value, Run run) {
        Draft draft = Draft.of(key, owner, content);
        if (value instanceof Message) {
            return draft.in(run.threadId()).labelled(Set.of(Messages.byRun(run.id())));
        }
        return key.kind() == Kind.RUN ? draft.in(run.threadId()) : draft.in(run.id(), run.threadId());
    }
}
