package dev.sluice.core.spi;

import dev.sluice.core.assistants.store.Change;
import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Listing;
import dev.sluice.core.assistants.store.Outcome;
import dev.sluice.core.assistants.store.Slice;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Keeps assistants, threads, messages, runs and whatever belongs to them, as documents with versions.
 *
 * <h2>Threading</h2>
 * Called from any event loop, concurrently; must not block: what needs a disk or a database is done on threads of its
 * own. Completes on any thread.
 *
 * <h2>Completion</h2>
 * A change is done when it is durable: it outlives the process and, where the store promises so, the machine. Whatever is
 * read afterwards shows it. Changes happen as if one after the other, each as a whole. Pages of any list take the same
 * time.
 *
 * <h2>Errors</h2>
 * A change that finds another version than it must is no error but a {@link Outcome.Conflict}. Fails with {@link
 * dev.sluice.core.error.GatewayException} of kind {@code OVERLOADED} where nothing was done and another try may succeed, and
 * {@code INTERNAL} where it is not known what was done.
 *
 * <h2>Back-pressure</h2>
 * A bounded number of calls wait; more fail with {@code OVERLOADED}.
 */
public interface AssistantStore extends AutoCloseable {
    /** Those of the documents that are there. */
    CompletionStage<Map<Key, Document>> get(Set<Key> keys);

    /** A part of a list. A document that was deleted is remembered as a place in its list for at least an hour. */
    CompletionStage<Slice> list(Listing listing);

    /** Makes a change. */
    CompletionStage<Outcome> commit(Change change);

    /** Finishes what was begun, and ends. */
    @Override
    void close();
}
