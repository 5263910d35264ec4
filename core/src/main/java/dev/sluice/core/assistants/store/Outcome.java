package dev.sluice.core.assistants.store;

import java.util.Optional;

/** What became of a change. */
public sealed interface Outcome {
    /**
     * It happened.
     *
     * @param firstEvent the number of the first event it told, 0 where it told none
     */
    record Done(long firstEvent) implements Outcome {}

    /**
     * Nothing of it happened: a document did not have the version it must have, or work was not held any more.
     *
     * @param key the document; empty where it is the work
     */
    record Conflict(Optional<Key> key) implements Outcome {}
}
