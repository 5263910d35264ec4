package dev.sluice.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sluice.core.routing.Home;
import dev.sluice.core.routing.IdShape;
import dev.sluice.core.spi.IdLedger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link IdLedger} must do. A subclass says how one is opened. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class IdLedgerContract {
    private static final int MANY = 5000;
    private static final Home ALICE = new Home("account-a", "alice");
    private static final Home BOB = new Home("account-b", "bob");
    private static final String ID = "thread_abc123";

    /** A ledger over the store of the test, which is empty at first, and keeps what was flushed when a ledger is closed. */
    protected abstract IdLedger open();

    private static Map<String, Home> find(IdLedger ledger, String... ids) {
        return Stages.await(ledger.find(Set.of(ids)));
    }

    private static Set<String> ids(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).collect(Collectors.toSet());
    }

    /** Does it with a ledger whose outcome is kept. */
    private void then(Consumer<IdLedger> work) {
        try (IdLedger ledger = open()) {
            work.accept(ledger);
            Stages.await(ledger.flush());
        }
    }

    @Test
    void whatNobodyLearnedIsNotFound() {
        then(ledger -> assertThat(find(ledger, ID, "file-1", "gpt-4o", "user")).isEmpty());
        then(ledger -> assertThat(Stages.await(ledger.find(Set.of()))).isEmpty());
    }

    @Test
    void whatWasLearnedIsFoundFromThenOn() {
        then(ledger -> {
            for (int i = 0; i < MANY / 10; i++) {
                ledger.learn(Set.of("thread_" + i, "msg_" + i), ALICE);
                assertThat(find(ledger, "thread_" + i, "msg_" + i, "run_" + i))
                        .isEqualTo(Map.of("thread_" + i, ALICE, "msg_" + i, ALICE));
            }
        });
    }

    @Test
    void whatWasFlushedIsFoundByTheNext() {
        then(ledger -> {
            ledger.learn(ids("thread_", MANY), ALICE);
            ledger.learn(ids("file-", MANY), BOB);
        });
        then(ledger -> {
            assertThat(Stages.await(
                            ledger.find(ids("thread_", MANY).stream().limit(500).collect(Collectors.toSet()))))
                    .hasSize(500)
                    .containsValues(ALICE);
            assertThat(find(ledger, "thread_0", "thread_" + (MANY - 1), "file-0", "thread_" + MANY, "file_0"))
                    .isEqualTo(Map.of("thread_0", ALICE, "thread_" + (MANY - 1), ALICE, "file-0", BOB));
        });
    }

    @Test
    void closingKeepsWhatIsLeft() {
        IdLedger first = open();
        first.learn(Set.of(ID), ALICE);
        first.close();
        then(ledger -> assertThat(find(ledger, ID)).containsEntry(ID, ALICE));
    }

    @Test
    void anIdKeepsItsOwnerAndTakesTheNewAccount() {
        Home moved = new Home(BOB.account(), ALICE.owner());
        then(ledger -> {
            ledger.learn(Set.of(ID), ALICE);
            ledger.learn(Set.of(ID), BOB);
            assertThat(find(ledger, ID)).containsEntry(ID, moved);
        });
        then(ledger -> assertThat(find(ledger, ID)).containsEntry(ID, moved));
    }

    @Test
    void theOwnerIsKeptByALedgerThatHasNotAskedForIt() {
        Home moved = new Home(BOB.account(), ALICE.owner());
        then(ledger -> ledger.learn(Set.of(ID), ALICE));
        then(ledger -> {
            ledger.learn(Set.of(ID), BOB);
            assertThat(find(ledger, ID)).containsEntry(ID, moved);
            Stages.await(ledger.flush());
            assertThat(find(ledger, ID)).containsEntry(ID, moved);
        });
        then(ledger -> assertThat(find(ledger, ID)).containsEntry(ID, moved));
    }

    @Test
    void whatIsNoIdHarmsNobody() {
        Set<String> strange = Set.of(
                "",
                " ",
                "a b",
                "id\u0000",
                "\ud800",
                "id_é",
                "line\n",
                "x".repeat(IdShape.LONGEST + 1),
                "y".repeat(1 << 20));
        String longest = "z".repeat(IdShape.LONGEST);
        then(ledger -> {
            Set<String> all = new HashSet<>(strange);
            all.add(ID);
            all.add(longest);
            ledger.learn(all, ALICE);
            assertThat(Stages.await(ledger.find(all))).containsOnlyKeys(ID, longest);
        });
        then(ledger -> {
            assertThat(Stages.await(ledger.find(strange))).isEmpty();
            assertThat(find(ledger, ID, longest)).containsOnlyKeys(ID, longest);
        });
    }

    @Test
    void theCallersSetIsTheCallersOwn() {
        then(ledger -> {
            Set<String> mine = new HashSet<>(Set.of(ID));
            ledger.learn(mine, ALICE);
            mine.clear();
            mine.add("thread_other");
            assertThat(find(ledger, ID, "thread_other")).containsOnlyKeys(ID);
        });
        then(ledger -> assertThat(find(ledger, ID, "thread_other")).containsOnlyKeys(ID));
    }

    @Test
    void manyMayLearnAtOnce() {
        Map<String, Home> expected = new HashMap<>();
        for (String owner : List.of("ann", "ben", "cas", "dot", "eve", "fay", "gus", "hal")) {
            Home home = new Home("account-of-" + owner, owner);
            ids(owner + "_", 500).forEach(id -> expected.put(id, home));
        }
        then(ledger -> {
            List<CompletableFuture<Void>> done =
                    expected.entrySet().stream().collect(Collectors.groupingBy(Map.Entry::getValue)).values().stream()
                            .map(own -> CompletableFuture.runAsync(
                                    () -> own.forEach(each -> ledger.learn(Set.of(each.getKey()), each.getValue()))))
                            .toList();
            done.forEach(Stages::await);
            Stages.await(ledger.flush());
        });
        then(ledger ->
                expected.forEach((id, home) -> assertThat(find(ledger, id)).containsEntry(id, home)));
    }

    @Test
    void aClosedLedgerStaysPolite() {
        IdLedger ledger = open();
        ledger.close();
        assertThatCode(() -> {
                    ledger.learn(Set.of(ID), ALICE);
                    ledger.close();
                })
                .doesNotThrowAnyException();
        Stages.await(ledger.flush());
        assertThat(find(ledger, "thread_nothing")).isEmpty();
    }
}
