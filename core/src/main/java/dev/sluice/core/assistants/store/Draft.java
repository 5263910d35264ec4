package dev.sluice.core.assistants.store;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;

/**
 * A document that is to be written; its version and its place are the store's to give.
 *
 * @param key its name
 * @param owner the name of the principal to whom it belongs
 * @param parent see {@link Document#parent()}; only the first version says it
 * @param root see {@link Document#root()}; only the first version says it
 * @param labels see {@link Document#labels()}; they replace those of the version before
 * @param content what it says
 */
public record Draft(
        Key key, String owner, Optional<String> parent, Optional<String> root, Set<String> labels, ByteBuffer content) {
    public Draft {
        labels = Set.copyOf(labels);
    }

    /** A document of its own, in its owner's list. */
    public static Draft of(Key key, String owner, ByteBuffer content) {
        return new Draft(key, owner, Optional.empty(), Optional.empty(), Set.of(), content);
    }

    /** The same in the list of another, with which it is deleted, too. */
    public Draft in(String parentAndRoot) {
        return in(parentAndRoot, parentAndRoot);
    }

    /** The same in the list of a parent, and deleted with a root. */
    public Draft in(String newParent, String newRoot) {
        return new Draft(key, owner, Optional.of(newParent), Optional.of(newRoot), labels, content);
    }

    /** The same with labels. */
    public Draft labelled(Set<String> newLabels) {
        return new Draft(key, owner, parent, root, newLabels, content);
    }

    /** The next version of a document: in its place, with its labels. */
    public static Draft next(Document document, ByteBuffer content) {
        return new Draft(
                document.key(), document.owner(), document.parent(), document.root(), document.labels(), content);
    }

    /** Everything but what it says. */
    @Override
    public String toString() {
        return "Draft[key=" + key + "]";
    }
}
