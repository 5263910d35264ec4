package dev.sluice.store.jdbc.assistants;

import static dev.sluice.store.jdbc.TestDatabases.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.assistants.store.Change;
import dev.sluice.core.assistants.store.Draft;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.assistants.store.Outcome;
import dev.sluice.core.config.StoreSettings;
import dev.sluice.core.spi.AssistantStore;
import dev.sluice.store.jdbc.Database;
import dev.sluice.store.jdbc.Durability;
import dev.sluice.store.jdbc.TestDatabases;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes that share a transaction have nothing else in common. */
class StrangersTest {
    private static final Key CONTESTED = new Key(Kind.THREAD, "thread_contested");
    private static final Key STRANGE = new Key(Kind.THREAD, "thread_stranger");

    @TempDir
    Path folder = Path.of("");

    private final StoreSettings settings = TestDatabases.postgres();
    private final OpenStores stores = new OpenStores();
    private final Database otherNode = TestDatabases.open(settings);
    private final CountDownLatch inserted = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @AfterEach
    void close() {
        mayEnd.countDown();
        otherNode.close();
        stores.close();
    }

    @Test
    void whatAnotherNodeHasMadeMeanwhileIsAConflictOfWhoeverMakesItOnly() throws InterruptedException {
        AssistantStore store = stores.open(settings, folder).objects();
        CompletionStage<Object> others = otherNode.write(Durability.SYNCED, this::insertAndWait);
        inserted.await();
        CompletionStage<Outcome> late = store.commit(creating(CONTESTED, "alice"));
        CompletionStage<Outcome> strangers = store.commit(creating(STRANGE, "bob"));
        mayEnd.countDown();
        await(others);
        assertThat(await(late)).isEqualTo(new Outcome.Conflict(Optional.of(CONTESTED)));
        assertThat(await(strangers)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void whatTheDatabaseDoesNotTakeFailsAlone() throws InterruptedException {
        AssistantStore store = stores.open(settings, folder).objects();
        CompletionStage<Object> others = otherNode.write(Durability.SYNCED, this::insertAndWait);
        inserted.await();
        CompletionStage<Outcome> first = store.commit(creating(CONTESTED, "alice"));
        CompletionStage<Outcome> impossible = store.commit(creating(new Key(Kind.THREAD, "thread_x"), "no\0text"));
        CompletionStage<Outcome> strangers = store.commit(creating(STRANGE, "bob"));
        mayEnd.countDown();
        await(others);
        assertThat(await(strangers)).isInstanceOf(Outcome.Done.class);
        assertThat(await(first)).isInstanceOf(Outcome.Conflict.class);
        assertThatThrownBy(() -> await(impossible)).hasMessageContaining("The store failed on this request");
    }

    @Test
    void whatAnotherNodeMakesWhileALockIsWaitedForIsThere() throws InterruptedException {
        AssistantStore store = stores.open(settings, folder).objects();
        await(store.commit(creating(STRANGE, "bob")));
        CompletionStage<Object> others = otherNode.write(Durability.SYNCED, handle -> {
            handle.createQuery("select version from documents where id = :id for update")
                    .bind("id", STRANGE.id())
                    .mapTo(Long.class)
                    .one();
            return insertAndWait(handle);
        });
        inserted.await();
        Change change = Change.builder()
                .guard(STRANGE, 1)
                .guardAbsent(CONTESTED)
                .create(Draft.of(new Key(Kind.MESSAGE, "msg_1"), "bob", ByteBuffer.wrap(new byte[] {3})))
                .build();
        CompletionStage<Outcome> late = store.commit(change);
        TestDatabases.execute(
                "set statement_timeout = '30s'",
                "do $$ begin while not exists (select from pg_locks where not granted)"
                        + " loop perform pg_sleep(0.001); end loop; end $$");
        mayEnd.countDown();
        await(others);
        assertThat(await(late)).isEqualTo(new Outcome.Conflict(Optional.of(CONTESTED)));
    }

    private Object insertAndWait(Handle handle) {
        handle.createUpdate("insert into documents (kind, id, owner, version, content)"
                        + " values ('THREAD', :id, 'other', 1, :content)")
                .bind("id", CONTESTED.id())
                .bind("content", new byte[] {1})
                .execute();
        inserted.countDown();
        try {
            mayEnd.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return "made";
    }

    private static Change creating(Key key, String owner) {
        return Change.builder()
                .create(Draft.of(key, owner, ByteBuffer.wrap(new byte[] {2})))
                .build();
    }
}
