package dev.sluice.core.assistants.store;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;

/**
 * A document as a store keeps it.
 *
 * @param key its name
 * @param owner the name of the principal to whom it belongs
 * @param parent the id of the object in whose list it is: a run's thread, a step's run; empty for what is listed for its
 *     owner
 * @param root the id of the thread, or of the vector store, with which it is deleted; empty for an object of its own
 * @param labels words by which lists can be narrowed
 * @param version 1 when it is new, one more with every change
 * @param sequence its place among all documents, given when it is new and never changed
 * @param content what it says, read-only by agreement: whoever reads it takes a {@code duplicate()} first
 */
public record Document(
        Key key,
        String owner,
        Optional<String> parent,
        Optional<String> root,
        Set<String> labels,
        long version,
        long sequence,
        ByteBuffer content) {
    public Document {
        labels = Set.copyOf(labels);
    }

    /** Everything but what it says. */
    @Override
    public String toString() {
        return "Document[key=" + key + ", version=" + version + ", sequence=" + sequence + "]";
    }
}
