package dev.sluice.testkit.contract;

import static dev.sluice.testkit.contract.StoreBench.OWNER;
import static dev.sluice.testkit.contract.StoreBench.bytes;
import static dev.sluice.testkit.contract.StoreBench.text;
import static dev.sluice.testkit.contract.StoreBench.thread;
import static dev.sluice.testkit.contract.StoreBench.threadDraft;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.assistants.store.Change;
import dev.sluice.core.assistants.store.Claim;
import dev.sluice.core.assistants.store.Draft;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.assistants.store.LoggedEvent;
import dev.sluice.core.assistants.store.NewEvent;
import dev.sluice.core.assistants.store.Outcome;
import dev.sluice.core.assistants.store.Work;
import dev.sluice.core.spi.AssistantStores;
import dev.sluice.core.spi.RunEventLog;
import dev.sluice.core.spi.RunQueue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link RunQueue} and {@link RunEventLog} must do. A subclass says how an empty store is made. */
public abstract class RunQueueContract {
    private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);
    private static final Outcome LOST = new Outcome.Conflict(Optional.empty());

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

    private static Instant at(long seconds) {
        return NOW.plusSeconds(seconds);
    }

    private void ready(String runId, long seconds) {
        bench.done(Change.builder().work(new Work.Ready(runId, at(seconds))));
    }

    private List<Claim> claim(long now, long until) {
        return Stages.await(stores.queue().claim(at(now), at(until), 10));
    }

    private List<String> claimed(long now, long until) {
        return claim(now, until).stream().map(Claim::runId).toList();
    }

    private Claim claimOne(long now, long until) {
        List<Claim> claims = claim(now, until);
        assertThat(claims).hasSize(1);
        return claims.get(0);
    }

    private Outcome change(Work work) {
        return bench.commit(Change.builder().work(work));
    }

    @Test
    void readyWorkIsClaimedOnceLongestReadyFirst() {
        ready("run_b", -1);
        ready("run_a", 0);
        ready("run_later", 1);
        assertThat(claimed(0, 30)).containsExactly("run_b", "run_a");
        assertThat(claimed(0, 30)).isEmpty();
        assertThat(claimed(1, 30)).containsExactly("run_later");
    }

    @Test
    void noMoreIsClaimedThanAskedFor() {
        IntStream.range(0, 5).forEach(i -> ready("run_" + i, 0));
        assertThat(Stages.await(stores.queue().claim(at(0), at(30), 2))).hasSize(2);
        assertThat(Stages.await(stores.queue().claim(at(0), at(30), 9))).hasSize(3);
    }

    @Test
    void aLeaseThatEndsMakesTheWorkReadyForAnother() {
        ready("run_1", 0);
        Claim first = claimOne(0, 30);
        assertThat(claim(29, 60)).isEmpty();
        Claim second = claimOne(30, 60);
        assertThat(second.token()).isNotEqualTo(first.token());
        assertThat(change(new Work.Hold("run_1", first.token(), at(90)))).isEqualTo(LOST);
        assertThat(change(new Work.Done("run_1", first.token()))).isEqualTo(LOST);
        assertThat(change(new Work.Hold("run_1", second.token(), at(90)))).isInstanceOf(Outcome.Done.class);
    }

    /** Nobody else took it: whoever comes back late is still the holder. */
    @Test
    void aLeaseThatEndedUnnoticedStillHolds() {
        ready("run_1", 0);
        Claim first = claimOne(0, 30);
        assertThat(change(new Work.Hold("run_1", first.token(), at(90)))).isInstanceOf(Outcome.Done.class);
        assertThat(claim(89, 99)).isEmpty();
    }

    @Test
    void parkedWorkIsReadyAgainThen() {
        ready("run_1", 0);
        Claim claim = claimOne(0, 30);
        assertThat(change(new Work.Park("run_1", claim.token(), at(600)))).isInstanceOf(Outcome.Done.class);
        assertThat(change(new Work.Done("run_1", claim.token()))).isEqualTo(LOST);
        assertThat(claim(599, 700)).isEmpty();
        assertThat(claimed(600, 700)).containsExactly("run_1");
    }

    @Test
    void workThatIsMadeReadyIsTakenFromItsHolder() {
        ready("run_1", 0);
        Claim first = claimOne(0, 30);
        ready("run_1", 1);
        assertThat(change(new Work.Hold("run_1", first.token(), at(90)))).isEqualTo(LOST);
        assertThat(claimOne(1, 30).token()).isNotEqualTo(first.token());
    }

    @Test
    void workThatIsDoneIsGone() {
        ready("run_1", 0);
        Claim claim = claimOne(0, 30);
        assertThat(change(new Work.Done("run_1", claim.token()))).isInstanceOf(Outcome.Done.class);
        assertThat(claim(1000, 1030)).isEmpty();
        assertThat(change(new Work.Done("run_1", claim.token()))).isEqualTo(LOST);
    }

    @Test
    void whoeverMakesWorkMayHoldItFromTheFirst() {
        bench.done(Change.builder().work(new Work.Take("run_1", at(30))));
        assertThat(claim(29, 60)).isEmpty();
        assertThat(change(new Work.Hold("run_1", Work.Take.TOKEN, at(40)))).isInstanceOf(Outcome.Done.class);
        Claim next = claimOne(40, 60);
        assertThat(next.token()).isNotEqualTo(Work.Take.TOKEN);
        assertThat(change(new Work.Done("run_1", Work.Take.TOKEN))).isEqualTo(LOST);
    }

    @Test
    void workThatIsThereIsNotTaken() {
        ready("run_1", 0);
        Change.Builder change = Change.builder().create(threadDraft("thread_1")).work(new Work.Take("run_1", at(30)));
        assertThat(bench.commit(change)).isEqualTo(LOST);
        assertThat(bench.find(thread("thread_1"))).isEmpty();
        assertThat(claimed(0, 30)).containsExactly("run_1");
    }

    @Test
    void nothingHappensForWhoeverDoesNotHoldTheWork() {
        ready("run_1", 0);
        Claim claim = claimOne(0, 30);
        Change.Builder change = Change.builder()
                .create(threadDraft("thread_1"))
                .tell("run_1", List.of(new NewEvent("e", bytes("1"))))
                .work(new Work.Hold("run_1", claim.token() + 1, at(60)));
        assertThat(bench.commit(change)).isEqualTo(LOST);
        assertThat(bench.find(thread("thread_1"))).isEmpty();
        assertThat(events("run_1", 0)).isEmpty();
    }

    private List<LoggedEvent> events(String runId, long after) {
        return Stages.await(stores.events().read(runId, after, 100));
    }

    private long tell(String runId, String... names) {
        Change.Builder change = Change.builder();
        List.of(names).forEach(name -> change.tell(runId, List.of(new NewEvent(name, bytes("data of " + name)))));
        return ((Outcome.Done) bench.commit(change)).firstEvent();
    }

    @Test
    void eventsAreNumberedInOrderForEachRun() {
        assertThat(tell("run_1", "a", "b")).isEqualTo(1);
        assertThat(tell("run_2", "x")).isEqualTo(1);
        assertThat(tell("run_1", "c")).isEqualTo(3);
        assertThat(events("run_1", 0)).extracting(LoggedEvent::name).containsExactly("a", "b", "c");
        assertThat(events("run_1", 0)).extracting(LoggedEvent::number).containsExactly(1L, 2L, 3L);
        assertThat(events("run_1", 1).stream().map(event -> text(event.data())))
                .containsExactly("data of b", "data of c");
        assertThat(events("run_1", 3)).isEmpty();
        assertThat(events("run_9", 0)).isEmpty();
        assertThat(Stages.await(stores.events().read("run_1", 0, 2))).hasSize(2);
    }

    @Test
    void workAndEventsGoWithTheirThread() {
        bench.create(
                threadDraft("thread_1"),
                Draft.of(new Key(Kind.RUN, "run_1"), OWNER, bytes("run")).in("thread_1"));
        ready("run_1", 0);
        tell("run_1", "a");
        Claim claim = claimOne(0, 30);
        bench.delete(thread("thread_1"));
        assertThat(events("run_1", 0)).isEmpty();
        assertThat(change(new Work.Hold("run_1", claim.token(), at(60)))).isEqualTo(LOST);
        assertThat(claim(1000, 1030)).isEmpty();
    }
}
