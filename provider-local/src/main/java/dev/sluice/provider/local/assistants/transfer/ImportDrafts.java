package dev.sluice.provider.local.assistants.transfer;

import dev.sluice.core.assistants.files.FileObject;
import dev.sluice.core.assistants.files.VectorStore;
import dev.sluice.core.assistants.files.VectorStoreFile;
import dev.sluice.core.assistants.files.VectorStoreFileStatus;
import dev.sluice.core.assistants.model.Message;
import dev.sluice.core.assistants.model.Role;
import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.assistants.model.RunStatus;
import dev.sluice.core.assistants.model.RunStep;
import dev.sluice.core.assistants.store.Change;
import dev.sluice.core.assistants.store.Draft;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.assistants.store.Work;
import dev.sluice.core.json.JsonNode;
import dev.sluice.core.spi.JsonCodec;
import dev.sluice.provider.local.assistants.data.Archive;
import dev.sluice.provider.local.assistants.data.Labels;
import dev.sluice.provider.local.assistants.data.Lifecycle;
import dev.sluice.provider.local.assistants.data.Messages;
import dev.sluice.provider.local.assistants.data.RunResources;
import dev.sluice.provider.local.assistants.data.RunState;
import dev.sluice.provider.local.assistants.files.FileKeeper;
import dev.sluice.provider.local.assistants.vectors.Entries;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be written for a line: the object as it was, in its lists, and the work that goes with it. Files are indexed
 * anew. A run that is not over locks its thread until it is; one that another server was working on expires.
 *
 * @param archive where to
 * @param json reads objects
 * @param owner whose they become
 * @param clock the time of day
 */
record ImportDrafts(Archive archive, JsonCodec json, String owner, Clock clock) {
    void add(Change.Builder change, ImportLine line) {
        switch (line.kind().orElseThrow()) {
            case FILE -> {
                FileObject file = read(line, FileObject.class);
                change.create(draft(line, file).labelled(Set.of(Labels.purpose(file.purpose()))))
                        .work(FileKeeper.work(file, clock.instant()));
            }
            case VECTOR_STORE -> store(change, line);
            case VECTOR_STORE_FILE_BATCH -> change.create(object(line).in(line.member("vector_store_id")));
            case VECTOR_STORE_FILE -> entry(change, line);
            case ASSISTANT, THREAD -> change.create(object(line));
            case MESSAGE -> message(change, line);
            case RUN -> run(change, line);
            case RUN_STEP -> {
                RunStep step = read(line, RunStep.class);
                change.create(draft(line, step).in(step.runId(), step.threadId()));
            }
        }
    }

    private <T> T read(ImportLine line, Class<T> type) {
        return json.read(json.write(line.object()), type);
    }

    private Draft object(ImportLine line) {
        return draft(line, read(line, line.kind().orElseThrow().type()));
    }

    private Draft draft(ImportLine line, Object object) {
        Key key = ImportCheck.key(line);
        return archive.draft(key.kind(), key.id(), owner, object);
    }

    private void store(Change.Builder change, ImportLine line) {
        VectorStore store = read(line, VectorStore.class);
        change.create(draft(line, store));
        store.expiresAt().ifPresent(at -> change.work(new Work.Ready(store.id(), Instant.ofEpochSecond(at))));
    }

    private void entry(Change.Builder change, ImportLine line) {
        VectorStoreFile entry = read(line, VectorStoreFile.class);
        change.create(draft(line, entry)
                .in(entry.vectorStoreId())
                .labelled(Entries.labels(entry.id(), entry.status(), new HashSet<>(line.batches()))));
        if (entry.status() == VectorStoreFileStatus.COMPLETED || entry.status() == VectorStoreFileStatus.IN_PROGRESS) {
            change.work(new Work.Ready(ImportCheck.key(line).id(), clock.instant()));
        }
    }

    private void message(Change.Builder change, ImportLine line) {
        Message message = read(line, Message.class);
        Set<String> labels = new HashSet<>();
        message.runId().ifPresent(run -> labels.add(Messages.byRun(run)));
        if (message.role() == Role.USER) {
            labels.add(Messages.BY_USER);
        }
        change.create(draft(line, message).in(message.threadId()).labelled(labels));
    }

    private void run(Change.Builder change, ImportLine line) {
        Run run = read(line, Run.class);
        change.create(draft(line, run).in(run.threadId()));
        Optional<JsonNode> known = line.json().get("state").filter(JsonNode.ObjectNode.class::isInstance);
        RunState state = known.map(RunState::of).orElse(RunState.fresh(false, RunResources.NONE));
        change.create(
                archive.draft(Kind.RUN_STATE, run.id(), owner, state.toJson()).in(run.id(), run.threadId()));
        if (run.status().isTerminal() || run.status() == RunStatus.UNKNOWN) {
            return;
        }
        ByteBuffer lock = ByteBuffer.wrap(run.id().getBytes(StandardCharsets.UTF_8));
        change.create(
                Draft.of(new Key(Kind.THREAD_LOCK, run.threadId()), owner, lock).in(run.threadId()));
        Instant expiry = Instant.ofEpochSecond(run.expiresAt().orElse(run.createdAt() + Lifecycle.SECONDS));
        boolean goesOn = known.isPresent() && run.status() != RunStatus.REQUIRES_ACTION;
        change.work(new Work.Ready(run.id(), goesOn ? clock.instant() : expiry));
    }
}
