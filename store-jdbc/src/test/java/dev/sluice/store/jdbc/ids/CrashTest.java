package dev.sluice.store.jdbc.ids;

import static dev.sluice.store.jdbc.ids.Node.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.config.StoreSettings;
import dev.sluice.core.routing.Home;
import dev.sluice.store.jdbc.Database;
import dev.sluice.store.jdbc.TestDatabases;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it learns: what it had flushed is there, and the database is whole. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CrashTest {
    private static final int BATCH = 100;

    @TempDir
    Path folder = Path.of("");

    @Test
    void sqliteKeepsWhatWasFlushed() throws Exception {
        List<String> arguments = List.of("sqlite", folder.toString());
        Set<String> flushed = new HashSet<>();
        for (int kill = 1; kill <= 3; kill++) {
            flushed.addAll(learnUntilKilled("run" + "abcd".charAt(kill - 1), 8 * kill, arguments));
            try (Database database = TestDatabases.open(TestDatabases.sqlite(folder))) {
                List<String> faults =
                        TestDatabases.await(database.read(handle -> handle.createQuery("pragma integrity_check")
                                .mapTo(String.class)
                                .list()));
                assertThat(faults).containsExactly("ok");
                assertAllFound(database, flushed);
            }
        }
    }

    @Test
    void postgresKeepsWhatWasFlushed() throws Exception {
        String url = TestDatabases.postgresUrl();
        Set<String> flushed = learnUntilKilled("run", 20, List.of("postgres", url));
        try (Database database = TestDatabases.open(TestDatabases.postgres(url))) {
            assertAllFound(database, flushed);
        }
    }

    private static void assertAllFound(Database database, Set<String> ids) {
        JdbcIdLedger ledger =
                JdbcIdLedger.open(database, LedgerLimits.perKind(1_000_000), Clock.systemUTC(), System::nanoTime);
        assertThat(ids).hasSizeGreaterThan(BATCH);
        List<String> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += BATCH) {
            Set<String> some = Set.copyOf(all.subList(from, Math.min(all.size(), from + BATCH)));
            assertThat(TestDatabases.await(ledger.find(some)).keySet()).isEqualTo(some);
        }
        ledger.close();
    }

    /** Kills a process after it has told of so many flushes, in the middle of the next; the ids of all it has told of. */
    private Set<String> learnUntilKilled(String name, int flushes, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Learner.class.getName(),
                name));
        command.addAll(arguments);
        File errors = folder.resolve("errors.txt").toFile();
        Process process = new ProcessBuilder(command).redirectError(errors).start();
        Set<String> flushed = new HashSet<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (int told = 0; told < flushes; told++) {
                String line = lines.readLine();
                assertThat(line).as(Files.readString(errors.toPath())).isNotNull();
                flushed.addAll(Learner.ids(line));
            }
            // By the handle: the process closes what it has told before the signal came.
            process.toHandle().destroyForcibly();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                flushed.addAll(line.endsWith(".") ? Learner.ids(line) : Set.of());
            }
        } finally {
            process.destroyForcibly();
        }
        return flushed;
    }

    /** Learns and flushes as fast as it can, and prints a line after each flush; what it learns after that need not be kept. */
    static final class Learner {
        private Learner() {}

        public static void main(String[] arguments) {
            StoreSettings settings = arguments[1].equals("sqlite")
                    ? TestDatabases.sqlite(Path.of(arguments[2]))
                    : TestDatabases.postgres(arguments[2]);
            JdbcIdLedger ledger = JdbcIdLedger.open(
                    TestDatabases.open(settings), LedgerLimits.perKind(1_000_000), Clock.systemUTC(), System::nanoTime);
            for (int batch = 0; ; batch++) {
                String line = arguments[0] + "_" + batch + ".";
                ledger.learn(ids(line), ALICE);
                TestDatabases.await(ledger.flush());
                System.out.println(line);
                ledger.learn(ids("unflushed" + line), new Home("account-c", "carol"));
            }
        }

        static Set<String> ids(String line) {
            return IntStream.range(0, BATCH).mapToObj(i -> line + i).collect(Collectors.toSet());
        }
    }
}
