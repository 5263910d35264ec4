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
import java.util.ArrayList;
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
        writes.forEach(
                (key, value) -> change.write(draft(archive, owner, key, value, run), versions.getOrDefault(key, 0L)));
        deletes.forEach(key -> change.delete(key, versions.getOrDefault(key, 0L)));
        return change.work(last == null ? held : last).tell(run.id(), events);
    }

    /** Where a document is, only its first version says. */
    private static Draft draft(Archive archive, String owner, Key key, Object value, Run run) {
        Draft draft = archive.draft(key.kind(), key.id(), owner, value);
        if (value instanceof Message) {
            return draft.in(run.threadId()).labelled(Set.of(Messages.byRun(run.id())));
        }
        return key.kind() == Kind.RUN ? draft.in(run.threadId()) : draft.in(run.id(), run.threadId());
    }
}
