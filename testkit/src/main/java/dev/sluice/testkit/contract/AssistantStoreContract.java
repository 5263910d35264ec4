package dev.sluice.testkit.contract;

import static dev.sluice.testkit.contract.StoreBench.OTHER;
import static dev.sluice.testkit.contract.StoreBench.OWNER;
import static dev.sluice.testkit.contract.StoreBench.bytes;
import static dev.sluice.testkit.contract.StoreBench.message;
import static dev.sluice.testkit.contract.StoreBench.messageDraft;
import static dev.sluice.testkit.contract.StoreBench.text;
import static dev.sluice.testkit.contract.StoreBench.thread;
import static dev.sluice.testkit.contract.StoreBench.threadDraft;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.assistants.store.Change;
import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Draft;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.assistants.store.Outcome;
import dev.sluice.core.spi.AssistantStore;
import dev.sluice.core.spi.AssistantStores;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link AssistantStore} must do with documents. A subclass says how an empty one is made. */
public abstract class AssistantStoreContract {
    private AssistantStores stores;
    private StoreBench bench;

    /** An empty store. */
    protected abstract AssistantStores newStores();

    @BeforeEach
    void open() {
        stores = newStores();
        bench = new StoreBench(stores);
    }

    @AfterEach
    void close() {
        stores.objects().close();
    }

    @Test
    void whatWasWrittenIsRead() {
        Draft draft = Draft.of(message("msg_1"), OWNER, bytes("hello ✓"))
                .in("run_1", "thread_1")
                .labelled(Set.of("run:1", "x"));
        bench.create(draft);
        Document read = bench.get(message("msg_1"));
        assertThat(text(read.content())).isEqualTo("hello ✓");
        assertThat(read.owner()).isEqualTo(OWNER);
        assertThat(read.parent()).contains("run_1");
        assertThat(read.root()).contains("thread_1");
        assertThat(read.labels()).containsExactlyInAnyOrder("run:1", "x");
        assertThat(read.version()).isEqualTo(1);
    }

    @Test
    void severalAreReadAtOnceAndThoseThatAreNotThereAreLeftOut() {
        bench.create(threadDraft("thread_1"), threadDraft("thread_2"));
        assertThat(Stages.await(stores.objects()
                                .get(Set.of(thread("thread_1"), thread("thread_2"), thread("thread_3"))))
                        .keySet())
                .containsExactlyInAnyOrder(thread("thread_1"), thread("thread_2"));
    }

    @Test
    void anIdNamesOneDocumentOfEachKindAndItsCaseCounts() {
        bench.create(threadDraft("thread_a"), Draft.of(new Key(Kind.THREAD_LOCK, "thread_a"), OWNER, bytes("run")));
        assertThat(text(bench.get(new Key(Kind.THREAD_LOCK, "thread_a")).content()))
                .isEqualTo("run");
        assertThat(bench.find(thread("thread_A"))).isEmpty();
    }

    @Test
    void aNewVersionKeepsThePlaceAndTheOwner() {
        bench.create(threadDraft("thread_1"));
        Document first = bench.get(thread("thread_1"));
        bench.done(Change.builder().write(Draft.next(first, bytes("other")), 1));
        Document second = bench.get(thread("thread_1"));
        assertThat(second.version()).isEqualTo(2);
        assertThat(second.sequence()).isEqualTo(first.sequence());
        assertThat(second.owner()).isEqualTo(OWNER);
        assertThat(text(second.content())).isEqualTo("other");
    }

    @Test
    void aWriteOfAnotherVersionThanThereIsConflicts() {
        bench.create(threadDraft("thread_1"));
        Document first = bench.get(thread("thread_1"));
        bench.done(Change.builder().write(Draft.next(first, bytes("second")), 1));
        assertThat(bench.commit(Change.builder().write(Draft.next(first, bytes("lost")), 1)))
                .isEqualTo(new Outcome.Conflict(Optional.of(thread("thread_1"))));
        assertThat(bench.commit(Change.builder().create(threadDraft("thread_1"))))
                .isEqualTo(new Outcome.Conflict(Optional.of(thread("thread_1"))));
        assertThat(text(bench.get(thread("thread_1")).content())).isEqualTo("second");
    }

    @Test
    void aWriteOfWhatIsGoneConflicts() {
        bench.create(threadDraft("thread_1"));
        Document first = bench.get(thread("thread_1"));
        bench.delete(thread("thread_1"));
        assertThat(bench.commit(Change.builder().write(Draft.next(first, bytes("zombie")), 1)))
                .isEqualTo(new Outcome.Conflict(Optional.of(thread("thread_1"))));
        assertThat(bench.commit(Change.builder().delete(first)))
                .isEqualTo(new Outcome.Conflict(Optional.of(thread("thread_1"))));
    }

    @Test
    void aChangeHappensAsAWholeOrNotAtAll() {
        bench.create(threadDraft("thread_1"));
        Change.Builder change =
                Change.builder().create(messageDraft("msg_1", "thread_1")).guardAbsent(thread("thread_1"));
        assertThat(bench.commit(change)).isEqualTo(new Outcome.Conflict(Optional.of(thread("thread_1"))));
        assertThat(bench.find(message("msg_1"))).isEmpty();
    }

    /** What is new conflicts only when it is written: what was written before of the change must go again. */
    @Test
    void aChangeThatConflictsInTheMiddleLeavesNothingBehindAndNobodyElseAlong() {
        bench.create(threadDraft("thread_1"));
        CompletionStage<Outcome> before = commit(Change.builder().create(threadDraft("thread_2")));
        CompletionStage<Outcome> half = commit(
                Change.builder().create(messageDraft("msg_1", "thread_1")).create(threadDraft("thread_1")));
        CompletionStage<Outcome> after = commit(Change.builder().create(threadDraft("thread_3")));
        assertThat(Stages.await(half)).isEqualTo(new Outcome.Conflict(Optional.of(thread("thread_1"))));
        assertThat(bench.find(message("msg_1"))).isEmpty();
        assertThat(Stages.await(before)).isInstanceOf(Outcome.Done.class);
        assertThat(Stages.await(after)).isInstanceOf(Outcome.Done.class);
        assertThat(bench.find(thread("thread_3"))).isPresent();
    }

    private CompletionStage<Outcome> commit(Change.Builder change) {
        return stores.objects().commit(change.build());
    }

    @Test
    void guardsHoldForVersionsAndForAbsence() {
        bench.create(threadDraft("thread_1"));
        Document current = bench.get(thread("thread_1"));
        bench.done(
                Change.builder().guard(current).guardAbsent(thread("thread_2")).create(threadDraft("thread_3")));
        bench.done(Change.builder().write(Draft.next(current, bytes("x")), 1));
        assertThat(bench.commit(Change.builder().guard(current).create(threadDraft("thread_4"))))
                .isEqualTo(new Outcome.Conflict(Optional.of(thread("thread_1"))));
        assertThat(bench.find(thread("thread_4"))).isEmpty();
    }

    @Test
    void whatHasARootGoesWithIt() {
        bench.create(
                threadDraft("thread_1"),
                threadDraft("thread_2"),
                messageDraft("msg_1", "thread_1"),
                messageDraft("msg_2", "thread_2"),
                Draft.of(new Key(Kind.RUN_STEP, "step_1"), OWNER, bytes("s")).in("run_1", "thread_1"));
        bench.delete(thread("thread_1"));
        assertThat(bench.find(thread("thread_1"))).isEmpty();
        assertThat(bench.find(message("msg_1"))).isEmpty();
        assertThat(bench.find(new Key(Kind.RUN_STEP, "step_1"))).isEmpty();
        assertThat(bench.find(message("msg_2"))).isPresent();
    }

    /** The lock of a thread has the thread's id. */
    @Test
    void nothingGoesWithADocumentThatIsNoRoot() {
        Key lock = new Key(Kind.THREAD_LOCK, "thread_1");
        bench.create(
                threadDraft("thread_1"),
                messageDraft("msg_1", "thread_1"),
                Draft.of(lock, OWNER, bytes("run_1")).in("thread_1"));
        bench.delete(lock);
        assertThat(bench.find(lock)).isEmpty();
        assertThat(bench.find(thread("thread_1"))).isPresent();
        assertThat(bench.find(message("msg_1"))).isPresent();
    }

    @Test
    void whatWasDeletedCanBeMadeAgain() {
        bench.create(threadDraft("thread_1"));
        bench.delete(thread("thread_1"));
        bench.create(threadDraft("thread_1"));
        assertThat(bench.get(thread("thread_1")).version()).isEqualTo(1);
    }

    /** The lock of a thread: many want it, one gets it. */
    @Test
    void ofManyThatMakeTheSameDocumentAtOnceOneDoes() throws InterruptedException {
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 20; round++) {
                Key lock = new Key(Kind.THREAD_LOCK, "thread_" + round);
                List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    Draft mine = Draft.of(lock, OTHER, bytes("run_" + i));
                    outcomes.add(CompletableFuture.supplyAsync(
                            () -> bench.commit(Change.builder().create(mine)), callers));
                }
                assertThat(outcomes.stream().map(Stages::await).filter(Outcome.Done.class::isInstance))
                        .hasSize(1);
            }
        } finally {
            callers.shutdown();
        }
    }

    /** Each adds one to a number; none is lost. */
    @Test
    void ofManyThatChangeTheSameVersionAtOnceOneDoes() throws InterruptedException {
        bench.create(Draft.of(thread("thread_1"), OWNER, bytes("0")));
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            List<CompletableFuture<Integer>> done = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                done.add(CompletableFuture.supplyAsync(() -> addOne(25), callers));
            }
            done.forEach(Stages::await);
        } finally {
            callers.shutdown();
        }
        Document last = bench.get(thread("thread_1"));
        assertThat(text(last.content())).isEqualTo("100");
        assertThat(last.version()).isEqualTo(101);
    }

    private int addOne(int times) {
        int added = 0;
        while (added < times) {
            Document current = bench.get(thread("thread_1"));
            String more = Integer.toString(Integer.parseInt(text(current.content())) + 1);
            Change.Builder change = Change.builder().write(Draft.next(current, bytes(more)), current.version());
            if (bench.commit(change) instanceof Outcome.Done) {
                added++;
            }
        }
        return added;
    }
}
