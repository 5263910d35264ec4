package dev.sluice.store.jdbc.assistants;

import dev.sluice.core.assistants.store.Change;
import dev.sluice.core.assistants.store.Claim;
import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Listing;
import dev.sluice.core.assistants.store.LoggedEvent;
import dev.sluice.core.assistants.store.Outcome;
import dev.sluice.core.assistants.store.Slice;
import dev.sluice.core.spi.AssistantStore;
import dev.sluice.core.spi.RunEventLog;
import dev.sluice.core.spi.RunQueue;
import dev.sluice.store.jdbc.Database;
import dev.sluice.store.jdbc.Dialect;
import dev.sluice.store.jdbc.Durability;
import dev.sluice.store.jdbc.Statements;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Documents, work and events in a database. */
final class JdbcAssistantStore implements AssistantStore, RunQueue, RunEventLog {
    private final Database database;
    private final DocumentReader documents;
    private final DocumentLists lists;
    private final WorkTable work;
    private final EventTable events;
    private final CommitQueue commits;
    private final Presence presence;
    private final CompletionStage<Void> takenOver;

    /**
     * A store in that database.
     *
     * @param presence ends with the store
     */
    JdbcAssistantStore(Database database, Clock clock, Presence presence) {
        this.database = database;
        this.presence = presence;
        Dialect dialect = database.dialect();
        Statements statements = new Statements(dialect);
        this.documents = new DocumentReader(statements);
        this.lists = new DocumentLists(statements, documents);
        this.work = new WorkTable(statements, dialect, presence::holder);
        this.events = new EventTable(statements, dialect);
        DocumentLocks locks = new DocumentLocks(statements, dialect);
        DocumentTable table = new DocumentTable(statements, dialect);
        this.commits = new CommitQueue(database, new Changes(locks, table, work, events, clock));
        this.takenOver = presence.takeOver(database, work, clock.instant());
    }

    @Override
    public CompletionStage<Map<Key, Document>> get(Set<Key> keys) {
        return Failures.told(database.read(handle -> documents.find(handle, keys)));
    }

    @Override
    public CompletionStage<Slice> list(Listing listing) {
        return Failures.told(database.read(handle -> lists.list(handle, listing)));
    }

    @Override
    public CompletionStage<Outcome> commit(Change change) {
        return Failures.told(commits.add(change));
    }

    /** Nobody writes where there is nothing to do. */
    @Override
    public CompletionStage<List<Claim>> claim(Instant now, Instant until, int most) {
        return Failures.told(takenOver
                .thenCompose(taken -> database.read(handle -> work.isReady(handle, now)))
                .thenCompose(ready -> ready
                        ? database.write(Durability.SYNCED, handle -> work.claim(handle, now, until, most))
                        : CompletableFuture.completedFuture(List.of())));
    }

    @Override
    public CompletionStage<List<LoggedEvent>> read(String runId, long after, int most) {
        return Failures.told(database.read(handle -> events.read(handle, runId, after, most)));
    }

    /** The database is closed by whoever opened it. */
    @Override
    public void close() {
        commits.close();
        presence.close();
    }
}
