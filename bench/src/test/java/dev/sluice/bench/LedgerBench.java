package dev.sluice.bench;

import dev.sluice.core.config.StoreSettings;
import dev.sluice.core.routing.Home;
import dev.sluice.store.jdbc.Database;
import dev.sluice.store.jdbc.ids.JdbcIdLedger;
import dev.sluice.store.jdbc.ids.LedgerLimits;
import dev.sluice.testkit.StaticKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The ledger of ids where its memory decides, as it does for nearly every call. */
@State(Scope.Benchmark)
public class LedgerBench {
    private static final Set<String> KNOWN = Set.of("thread_abc123DEF456", "asst_abc123DEF456");
    private static final Set<String> NO_ID = Set.of("some-words_of-a-client");
    private static final Home HOME = new Home("account-one", "master");
    private static final int IDS = 10_000;

    private final Path folder = temporary();
    private final Database database = Database.open(
            new StoreSettings(folder, Optional.empty(), StoreSettings.DEFAULT_CONNECTIONS, IDS),
            new StaticKeys(null, Map.of()));
    private final JdbcIdLedger ledger =
            JdbcIdLedger.open(database, LedgerLimits.perKind(IDS), Clock.systemUTC(), System::nanoTime);

    private static Path temporary() {
        try {
            return Files.createTempDirectory("sluice-bench");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Setup
    public void learn() {
        ledger.learn(KNOWN, HOME);
        ledger.flush().toCompletableFuture().join();
    }

    @TearDown
    public void close() throws IOException {
        ledger.close();
        database.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Benchmark
    public CompletionStage<Map<String, Home>> findKnown() {
        return ledger.find(KNOWN);
    }

    @Benchmark
    public CompletionStage<Map<String, Home>> findWhatIsNoId() {
        return ledger.find(NO_ID);
    }

    @Benchmark
    public void learnAgain() {
        ledger.learn(KNOWN, HOME);
    }
}
