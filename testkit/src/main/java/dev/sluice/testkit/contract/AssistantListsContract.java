package dev.sluice.testkit.contract;

import static dev.sluice.testkit.contract.StoreBench.OTHER;
import static dev.sluice.testkit.contract.StoreBench.OWNER;
import static dev.sluice.testkit.contract.StoreBench.bytes;
import static dev.sluice.testkit.contract.StoreBench.ids;
import static dev.sluice.testkit.contract.StoreBench.message;
import static dev.sluice.testkit.contract.StoreBench.messageDraft;
import static dev.sluice.testkit.contract.StoreBench.thread;
import static dev.sluice.testkit.contract.StoreBench.threadDraft;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.assistants.store.Change;
import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Draft;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.assistants.store.Listing;
import dev.sluice.core.assistants.store.Slice;
import dev.sluice.core.assistants.store.Window;
import dev.sluice.core.spi.AssistantStore;
import dev.sluice.core.spi.AssistantStores;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link AssistantStore} must do with lists. A subclass says how an empty one is made. */
public abstract class AssistantListsContract {
    private AssistantStores stores;
    private StoreBench bench;

    /** An empty store. */
    protected abstract AssistantStores newStores();

    @BeforeEach
    void fill() {
        stores = newStores();
        bench = new StoreBench(stores);
        bench.create(
                threadDraft("thread_1"),
                messageDraft("m1", "thread_1"),
                messageDraft("m2", "thread_1"),
                messageDraft("m3", "thread_1"));
        bench.create(messageDraft("m4", "thread_1"), messageDraft("n1", "thread_2"));
    }

    @AfterEach
    void close() {
        stores.objects().close();
    }

    private Slice slice(Window window) {
        return bench.list(Listing.in("thread_1", OWNER, Kind.MESSAGE, window));
    }

    private void assertSlice(Window window, String expected, boolean more) {
        Slice slice = slice(window);
        assertThat(String.join(" ", ids(slice))).isEqualTo(expected);
        assertThat(slice.hasMore()).isEqualTo(more);
        assertThat(slice.unknown()).isEmpty();
    }

    @Test
    void documentsComeInTheOrderInWhichTheyWereMade() {
        assertSlice(Window.oldest(10), "m1 m2 m3 m4", false);
        assertSlice(Window.newest(10), "m4 m3 m2 m1", false);
    }

    @Test
    void aChangedDocumentStaysInItsPlace() {
        Document second = bench.get(message("m2"));
        bench.done(Change.builder().write(Draft.next(second, bytes("x")), 1));
        assertSlice(Window.oldest(10), "m1 m2 m3 m4", false);
    }

    @Test
    void aLimitLeavesMore() {
        assertSlice(Window.oldest(2), "m1 m2", true);
        assertSlice(Window.oldest(4), "m1 m2 m3 m4", false);
        assertSlice(Window.newest(1), "m4", true);
    }

    @Test
    void afterReadsOn() {
        assertSlice(Window.oldest(2).after("m2"), "m3 m4", false);
        assertSlice(Window.oldest(1).after("m2"), "m3", true);
        assertSlice(Window.newest(2).after("m3"), "m2 m1", false);
        assertSlice(Window.newest(2).after("m1"), "", false);
    }

    @Test
    void beforeReadsWhatIsRightInFrontInTheOrderAskedFor() {
        assertSlice(Window.newest(1).before("m2"), "m3", true);
        assertSlice(Window.newest(2).before("m1"), "m3 m2", true);
        assertSlice(Window.newest(9).before("m2"), "m4 m3", false);
        assertSlice(Window.oldest(2).before("m4"), "m2 m3", true);
        assertSlice(Window.oldest(2).before("m1"), "", false);
    }

    @Test
    void bothEndsReadWhatIsBetween() {
        assertSlice(Window.oldest(10).after("m1").before("m4"), "m2 m3", false);
        assertSlice(Window.newest(1).after("m4").before("m1"), "m3", true);
        assertSlice(Window.oldest(10).after("m3").before("m2"), "", false);
    }

    @Test
    void aDeletedDocumentIsStillAPlace() {
        bench.delete(message("m2"));
        bench.delete(message("m4"));
        assertSlice(Window.oldest(10), "m1 m3", false);
        assertSlice(Window.oldest(10).after("m2"), "m3", false);
        assertSlice(Window.newest(10).after("m4"), "m3 m1", false);
        assertSlice(Window.newest(10).before("m2"), "m3", false);
    }

    @Test
    void aDeletedThreadIsStillAPlaceInItsOwnersList() {
        bench.create(threadDraft("thread_2"), threadDraft("thread_3"));
        bench.delete(thread("thread_2"));
        assertThat(ids(bench.list(
                        Listing.of(OWNER, Kind.THREAD, Window.oldest(5).after("thread_2")))))
                .containsExactly("thread_3");
    }

    @Test
    void whatWasNeverInTheListIsNoPlace() {
        for (String id : Set.of("m9", "n1", "thread_1", "")) {
            Slice slice = slice(Window.oldest(2).after(id));
            assertThat(slice.unknown()).contains(id);
            assertThat(slice.documents()).isEmpty();
        }
        assertThat(slice(Window.oldest(2).before("n1")).unknown()).contains("n1");
    }

    @Test
    void anotherOwnersDocumentIsNoPlaceEvenWhenItIsGone() {
        bench.create(Draft.of(thread("thread_b"), OTHER, bytes("b")));
        Listing mine = Listing.of(OWNER, Kind.THREAD, Window.oldest(2).after("thread_b"));
        assertThat(bench.list(mine).unknown()).contains("thread_b");
        bench.delete(thread("thread_b"));
        assertThat(bench.list(mine).unknown()).contains("thread_b");
    }

    @Test
    void theListOfAThreadThatIsGoneIsEmpty() {
        bench.delete(thread("thread_1"));
        assertSlice(Window.oldest(10), "", false);
        assertThat(bench.messages("thread_2", Window.oldest(10))).containsExactly("n1");
    }

    @Test
    void anOwnerSeesOnlyTheirOwn() {
        bench.create(
                Draft.of(thread("thread_b"), OTHER, bytes("b")),
                Draft.of(message("x1"), OTHER, bytes("x")).in("thread_1"));
        assertThat(ids(bench.list(Listing.of(OTHER, Kind.THREAD, Window.oldest(5)))))
                .containsExactly("thread_b");
        assertThat(ids(bench.list(Listing.of(OWNER, Kind.THREAD, Window.oldest(5)))))
                .containsExactly("thread_1");
        assertSlice(Window.oldest(10), "m1 m2 m3 m4", false);
    }

    @Test
    void withoutAParentAListHoldsAllOfItsOwners() {
        assertThat(ids(bench.list(Listing.of(OWNER, Kind.MESSAGE, Window.oldest(10)))))
                .containsExactly("m1", "m2", "m3", "m4", "n1");
    }

    @Test
    void labelsNarrowAListAndFollowTheLastVersion() {
        bench.create(
                messageDraft("m5", "thread_1").labelled(Set.of("run:1", "other")),
                messageDraft("n2", "thread_2").labelled(Set.of("run:1")),
                messageDraft("m6", "thread_1").labelled(Set.of("run:1")));
        Listing inThread =
                Listing.in("thread_1", OWNER, Kind.MESSAGE, Window.oldest(5)).labelled("run:1");
        assertThat(ids(bench.list(inThread))).containsExactly("m5", "m6");
        assertThat(ids(bench.list(inThread.at(Window.oldest(5).after("m1"))))).containsExactly("m5", "m6");
        assertThat(ids(bench.list(
                        Listing.of(OWNER, Kind.MESSAGE, Window.newest(5)).labelled("run:1"))))
                .containsExactly("m6", "n2", "m5");
        Document fifth = bench.get(message("m5"));
        bench.done(Change.builder().write(Draft.next(fifth, bytes("x")).labelled(Set.of("run:2")), fifth.version()));
        assertThat(ids(bench.list(inThread))).containsExactly("m6");
        bench.delete(message("m6"));
        assertThat(ids(bench.list(inThread))).isEmpty();
    }

    @Test
    void labelsNarrowTheListOfAnOwner() {
        bench.create(threadDraft("thread_2").labelled(Set.of("purpose:vision")));
        assertThat(ids(bench.list(
                        Listing.of(OWNER, Kind.THREAD, Window.newest(10_000)).labelled("purpose:vision"))))
                .containsExactly("thread_2");
    }
}
