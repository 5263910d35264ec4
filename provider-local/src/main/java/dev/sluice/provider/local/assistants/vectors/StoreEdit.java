package dev.sluice.provider.local.assistants.vectors;

import dev.sluice.core.assistants.files.CreateVectorStoreFile;
import dev.sluice.core.assistants.files.FileCounts;
import dev.sluice.core.assistants.files.VectorStore;
import dev.sluice.core.assistants.files.VectorStoreFile;
import dev.sluice.core.assistants.files.VectorStoreFileBatch;
import dev.sluice.core.assistants.files.VectorStoreFileStatus;
import dev.sluice.core.assistants.files.VectorStoreStatus;
import dev.sluice.core.assistants.store.Change;
import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Draft;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.assistants.store.Work;
import dev.sluice.provider.local.assistants.data.Archive;
import dev.sluice.provider.local.assistants.text.Cutter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of a vector store at once: files come, get on, or go, and the store and its batches are counted anew.
 * For one change, of one store. Not thread-safe.
 */
public final class StoreEdit {
    private final Archive archive;
    private final String owner;
    private final Change.Builder change;
    private final @Nullable Document document;
    private final Map<String, Document> batchDocuments = new LinkedHashMap<>();
    private final Map<String, VectorStoreFileBatch> batches = new LinkedHashMap<>();
    private VectorStore store;

    private StoreEdit(
            Archive archive, String owner, Change.Builder change, VectorStore store, @Nullable Document document) {
        this.archive = archive;
        this.owner = owner;
        this.change = change;
        this.store = store;
        this.document = document;
    }

    /** Of a store that is to be made. */
    public static StoreEdit fresh(Archive archive, String owner, Change.Builder change, VectorStore store) {
        return new StoreEdit(archive, owner, change, store, null);
    }

    /** Of a store that is there. */
    public static StoreEdit of(Archive archive, Change.Builder change, Document store) {
        return new StoreEdit(archive, store.owner(), change, archive.read(store, VectorStore.class), store);
    }

    /** The store as it will be. */
    public VectorStore store() {
        return store;
    }

    /** Changes the store itself. */
    public StoreEdit store(VectorStore changed) {
        store = changed;
        return this;
    }

    /** A batch that is there. */
    public StoreEdit batch(Document batch) {
        batchDocuments.put(batch.key().id(), batch);
        batches.put(batch.key().id(), archive.read(batch, VectorStoreFileBatch.class));
        return this;
    }

    /** A batch that is to be made. */
    public StoreEdit newBatch(VectorStoreFileBatch batch) {
        batches.put(batch.id(), batch);
        return this;
    }

    /** A batch as it will be. */
    public VectorStoreFileBatch batch(String id) {
        VectorStoreFileBatch batch = batches.get(id);
        if (batch == null) {
            throw new IllegalArgumentException("No batch of this edit: " + id);
        }
        return batch;
    }

    /** The status of a batch. */
    public StoreEdit batchStatus(String id, VectorStoreFileStatus status) {
        VectorStoreFileBatch batch = batch(id);
        batches.put(
                id, new VectorStoreFileBatch(id, batch.createdAt(), status, batch.vectorStoreId(), batch.fileCounts()));
        return this;
    }

    /**
     * A file comes, or comes anew, and is to be indexed.
     *
     * @param before its entry in the store; null where it has none
     * @param batch the batch that it comes with, if any
     */
    public VectorStoreFile add(
            CreateVectorStoreFile request, @Nullable Document before, Optional<String> batch, Instant now) {
        VectorStoreFile entry = VectorStoreFile.builder()
                .id(request.fileId())
                .createdAt(now.getEpochSecond())
                .vectorStoreId(store.id())
                .status(VectorStoreFileStatus.IN_PROGRESS)
                .chunkingStrategy(Cutter.shown(request.chunkingStrategy()))
                .attributes(request.attributes())
                .build();
        put(entry, before, batch.map(Set::of).orElse(Set.of()));
        change.work(new Work.Ready(Entries.key(store.id(), entry.id()).id(), now));
        return entry;
    }

    /** A file gets on: its entry is that from now on. */
    public void put(VectorStoreFile entry, @Nullable Document before, Set<String> in) {
        Key key = Entries.key(store.id(), entry.id());
        Draft draft = new Draft(
                key,
                owner,
                Optional.of(store.id()),
                Optional.of(store.id()),
                Entries.labels(entry.id(), entry.status(), in),
                archive.write(entry));
        change.write(draft, before == null ? 0 : before.version());
        VectorStoreFile old = before == null ? null : archive.read(before, VectorStoreFile.class);
        VectorStoreFileStatus from = old == null ? null : old.status();
        store = Counts.with(
                store,
                Counts.moved(store.fileCounts(), from, entry.status()),
                store.usageBytes() - (old == null ? 0 : old.usageBytes()) + entry.usageBytes());
        Set<String> was = before == null ? Set.of() : Entries.batches(before);
        for (String id : batches.keySet()) {
            VectorStoreFileStatus fromInBatch = was.contains(id) ? from : null;
            VectorStoreFileStatus toInBatch = in.contains(id) ? entry.status() : null;
            if (fromInBatch != toInBatch || toInBatch != null) {
                move(id, fromInBatch, toInBatch);
            }
        }
    }

    private void move(String id, @Nullable VectorStoreFileStatus from, @Nullable VectorStoreFileStatus to) {
        VectorStoreFileBatch batch = batch(id);
        // What left a batch before it was done is given up there.
        VectorStoreFileStatus counted = to == null ? VectorStoreFileStatus.CANCELLED : to;
        if (to != null || from == VectorStoreFileStatus.IN_PROGRESS) {
            batches.put(id, Counts.with(batch, Counts.moved(batch.fileCounts(), from, counted)));
        }
    }

    /** A file goes out of the store. */
    public void remove(Document entry) {
        VectorStoreFile old = archive.read(entry, VectorStoreFile.class);
        change.delete(entry);
        store = Counts.with(
                store, Counts.moved(store.fileCounts(), old.status(), null), store.usageBytes() - old.usageBytes());
        Entries.batches(entry).stream().filter(batches::containsKey).forEach(id -> move(id, old.status(), null));
    }

    /** Nothing is in the store any more, and it is past its time; its entries go by themselves. */
    public void expire() {
        store = store.toBuilder()
                .fileCounts(FileCounts.NONE)
                .usageBytes(0)
                .status(VectorStoreStatus.EXPIRED)
                .build();
    }

    /** Writes the store and its batches. */
    public Draft finish() {
        batches.forEach((id, batch) -> {
            Document before = batchDocuments.get(id);
            Draft draft = archive.draft(Kind.VECTOR_STORE_FILE_BATCH, id, owner, batch)
                    .in(store.id());
            change.write(draft, before == null ? 0 : before.version());
        });
        Draft draft = archive.draft(Kind.VECTOR_STORE, store.id(), owner, store);
        change.write(draft, document == null ? 0 : document.version());
        return draft;
    }
}
