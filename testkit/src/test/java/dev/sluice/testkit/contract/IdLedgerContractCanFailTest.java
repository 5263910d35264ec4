package dev.sluice.testkit.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.routing.Home;
import dev.sluice.core.spi.IdLedger;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Ledgers that are careless break the contract. */
class IdLedgerContractCanFailTest {
    private final Map<String, Home> shared = new ConcurrentHashMap<>();

    @Test
    void aRestartForgets() {
        assertBroken(() -> new Careless(new ConcurrentHashMap<>()), IdLedgerContract::whatWasFlushedIsFoundByTheNext);
        assertBroken(() -> new Careless(new ConcurrentHashMap<>()), IdLedgerContract::closingKeepsWhatIsLeft);
    }

    @Test
    void theLastOneOwnsIt() {
        assertBroken(() -> new Careless(shared), IdLedgerContract::anIdKeepsItsOwnerAndTakesTheNewAccount);
        assertBroken(() -> new Careless(shared), IdLedgerContract::theOwnerIsKeptByALedgerThatHasNotAskedForIt);
    }

    @Test
    void anythingIsAnId() {
        assertBroken(() -> new Careless(shared), IdLedgerContract::whatIsNoIdHarmsNobody);
    }

    private static void assertBroken(Supplier<IdLedger> ledgers, Consumer<IdLedgerContract> test) {
        IdLedgerContract contract = new IdLedgerContract() {
            @Override
            protected IdLedger open() {
                return ledgers.get();
            }
        };
        assertThatThrownBy(() -> test.accept(contract)).isInstanceOf(AssertionError.class);
    }

    private record Careless(Map<String, Home> homes) implements IdLedger {
        @Override
        public CompletionStage<Map<String, Home>> find(Set<String> ids) {
            return CompletableFuture.completedStage(
                    ids.stream().filter(homes::containsKey).collect(Collectors.toMap(id -> id, homes::get)));
        }

        @Override
        public void learn(Set<String> ids, Home home) {
            ids.forEach(id -> homes.put(id, home));
        }

        @Override
        public CompletionStage<Void> flush() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void close() {}
    }
}
