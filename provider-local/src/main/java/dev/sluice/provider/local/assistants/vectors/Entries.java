package dev.sluice.provider.local.assistants.vectors;

import dev.sluice.core.assistants.files.VectorStoreFileStatus;
import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The documents of files in vector stores: their names, and the lists they are in. */
public final class Entries {
    private static final String BATCH = "batch:";

    private Entries() {}

    /** The name of a file in a vector store. */
    public static Key key(String storeId, String fileId) {
        return new Key(Kind.VECTOR_STORE_FILE, storeId + "/" + fileId);
    }

    /** The store that an entry is in. */
    public static String storeOf(String entryId) {
        return entryId.substring(0, entryId.indexOf('/'));
    }

    /** The file that an entry is of. */
    public static String fileOf(String entryId) {
        return entryId.substring(entryId.indexOf('/') + 1);
    }

    /** The label of what is so far. */
    public static String withStatus(VectorStoreFileStatus status) {
        return "status:" + word(status);
    }

    /** The label of the entries of a file, in whatever store. */
    public static String ofFile(String fileId) {
        return "file:" + fileId;
    }

    /** The label of what was added together. */
    public static String inBatch(String batchId) {
        return BATCH + batchId;
    }

    /** The label of what was added together and is so far. */
    public static String inBatch(String batchId, VectorStoreFileStatus status) {
        return BATCH + batchId + ":" + word(status);
    }

    /** All labels of an entry. */
    public static Set<String> labels(String fileId, VectorStoreFileStatus status, Set<String> batches) {
        Set<String> labels = new HashSet<>(Set.of(ofFile(fileId), withStatus(status)));
        batches.forEach(batch -> {
            labels.add(inBatch(batch));
            labels.add(inBatch(batch, status));
        });
        return labels;
    }

    /** The batches that an entry belongs to. */
    public static Set<String> batches(Document entry) {
        return entry.labels().stream()
                .filter(label -> label.startsWith(BATCH) && label.indexOf(':', BATCH.length()) < 0)
                .map(label -> label.substring(BATCH.length()))
                .collect(Collectors.toSet());
    }

    private static String word(VectorStoreFileStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
