package dev.sluice.provider.local.assistants.vectors;

import dev.sluice.core.assistants.files.FileCounts;
import dev.sluice.core.assistants.files.VectorStore;
import dev.sluice.core.assistants.files.VectorStoreFileBatch;
import dev.sluice.core.assistants.files.VectorStoreFileStatus;
import dev.sluice.core.assistants.files.VectorStoreStatus;
import org.jspecify.annotations.Nullable;

/** How many files are how far, as files come, get on, and go. */
final class Counts {
    private Counts() {}

    /** The counts after one file got from one status to another; null where it was not there before, or is not any more. */
    static FileCounts moved(
            FileCounts counts, @Nullable VectorStoreFileStatus from, @Nullable VectorStoreFileStatus to) {
        return new FileCounts(
                after(counts.inProgress(), VectorStoreFileStatus.IN_PROGRESS, from, to),
                after(counts.completed(), VectorStoreFileStatus.COMPLETED, from, to),
                after(counts.failed(), VectorStoreFileStatus.FAILED, from, to),
                after(counts.cancelled(), VectorStoreFileStatus.CANCELLED, from, to),
                counts.total() - (from == null ? 0 : 1) + (to == null ? 0 : 1));
    }

    private static long after(
            long count,
            VectorStoreFileStatus counted,
            @Nullable VectorStoreFileStatus from,
            @Nullable VectorStoreFileStatus to) {
        return Math.max(0, count - (counted == from ? 1 : 0) + (counted == to ? 1 : 0));
    }

    /** The store with other counts, and what they make of its status. */
    static VectorStore with(VectorStore store, FileCounts counts, long usageBytes) {
        VectorStoreStatus status = store.status() == VectorStoreStatus.EXPIRED
                ? VectorStoreStatus.EXPIRED
                : counts.inProgress() > 0 ? VectorStoreStatus.IN_PROGRESS : VectorStoreStatus.COMPLETED;
        return store.toBuilder()
                .fileCounts(counts)
                .usageBytes(Math.max(0, usageBytes))
                .status(status)
                .build();
    }

    /** The batch with other counts, and what they make of its status. */
    static VectorStoreFileBatch with(VectorStoreFileBatch batch, FileCounts counts) {
        VectorStoreFileStatus status = batch.status() == VectorStoreFileStatus.IN_PROGRESS && counts.inProgress() == 0
                ? VectorStoreFileStatus.COMPLETED
                : batch.status();
        return new VectorStoreFileBatch(batch.id(), batch.createdAt(), status, batch.vectorStoreId(), counts);
    }
}
