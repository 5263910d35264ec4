package dev.sluice.testkit.fake.kind;

import java.util.Optional;
import java.util.Set;

/**
 * A kind of objects that the service keeps, each in one account.
 *
 * @param collection the path of its collection without the version; a segment in braces is the id of an object of the
 *     collection before it
 * @param object the value of its {@code object}
 * @param prefix what its ids begin with
 * @param operations what can be done with an object once it is there
 * @param format how its creation is sent; empty for objects that come into being by others
 * @param example a body that makes one, as JSON; <code>${/collection}</code> stands for the id of an object of that
 *     collection
 */
public record ObjectKind(
        String collection,
        String object,
        String prefix,
        Set<Operation> operations,
        Optional<Format> format,
        String example) {
    public ObjectKind {
        operations = Set.copyOf(operations);
    }

    /** Whether that can be done. */
    public boolean can(Operation operation) {
        return operations.contains(operation);
    }

    /** The collection in whose objects these live; empty where they live in the account itself. */
    public Optional<String> parent() {
        int brace = collection.lastIndexOf("/{");
        return brace < 0 ? Optional.empty() : Optional.of(collection.substring(0, brace));
    }

    /** The path of its collection in an object of the parent's; in the account itself, where there is no parent. */
    public String collectionIn(String parentPath) {
        return parentPath + collection.substring(collection.lastIndexOf('}') + 1);
    }

    /** What can be done with an object. */
    public enum Operation {
        /** {@code GET} of the collection. */
        LIST,
        /** {@code GET}. */
        GET,
        /** {@code POST} of other {@code metadata}. */
        UPDATE,
        /** {@code DELETE}. */
        DELETE
    }

    /** How a body is sent. */
    public enum Format {
        /** As JSON. */
        JSON,
        /** As a multipart form with a field for each member of the example, and a file. */
        FORM
    }
}
