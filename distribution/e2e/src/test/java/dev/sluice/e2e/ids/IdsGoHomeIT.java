package dev.sluice.e2e.ids;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.e2e.support.Caller;
import dev.sluice.e2e.support.GatewayProcess;
import dev.sluice.testkit.fake.FakeOpenAi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten thousand calls on objects of every kind in three accounts behind one name, across a restart, an end by force and
 * the loss of the ledger.
 */
final class IdsGoHomeIT {
    private static final String KEY = "sk-gateway-of-three-0123456789";
    private static final List<String> ACCOUNTS =
            List.of("sk-account-one-0123456789", "sk-account-two-0123456789", "sk-account-three-0123456789");
    private static final String[] UNASKABLE = {
        "/uploads",
        "/uploads/{upload}/parts",
        "/chatkit/sessions",
        "/realtime/calls",
        "/fine_tuning/checkpoints/{checkpoint}/permissions",
        "/projects/{project}/roles"
    };
    private static final int WORKERS = 8;
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private final AtomicReference<GatewayProcess> running = new AtomicReference<>();
    private final FakeOpenAi upstream = FakeOpenAi.start(ACCOUNTS.toArray(String[]::new));

    @Test
    void everyCallGoesHome() throws Exception {
        Caller caller = new Caller(() -> gateway().url() + "/openai/v1", KEY);
        List<Worker> workers = IntStream.range(0, WORKERS)
                .mapToObj(seed -> new Worker(upstream, caller, seed, kind -> true))
                .toList();
        try {
            start();
            run(workers, 5_000);
            isRight("at first", workers);
            assertThat(gateway().stop(SOON)).isZero();

            start();
            run(workers, 7_500);
            isRight("after a restart", workers);
            killWhileCalled(workers);
            workers.forEach(Worker::mayForget);

            start();
            together(workers, worker -> worker.useUnaskable(true));
            run(workers, 10_500);
            isRight("after an end by force", workers);
            assertThat(gateway().stop(SOON)).isZero();

            deleteLedger();
            start();
            together(workers, worker -> worker.useUnaskable(false));
            assertThat(workers)
                    .as("what nobody knows any more, and nobody can be asked for")
                    .flatExtracting(Worker::unknown)
                    .containsOnly(UNASKABLE);
            run(workers, 12_000);
            isRight("after the loss of the ledger", workers);
        } finally {
            gateway().close();
            upstream.close();
        }

        Set<String> used = new HashSet<>();
        workers.forEach(worker -> used.addAll(worker.used()));
        assertThat(used).containsAll(Worker.everyUse(kind -> true));
        assertThat(upstream.owners().values()).containsAll(ACCOUNTS);
    }

    private void isRight(String when, List<Worker> workers) {
        assertThat(workers)
                .as("wrong answers %s", when)
                .allSatisfy(worker -> assertThat(worker.wrong()).isEmpty());
        assertThat(upstream.strays()).as("misroutes %s", when).isEmpty();
        System.out.printf(
                "Ids %s: %d calls so far, 0 misroutes, 0 wrong answers%n",
                when, workers.stream().mapToInt(Worker::calls).sum());
    }

    private void start() throws IOException, InterruptedException {
        running.set(GatewayProcess.start(directory, config(), environment()));
    }

    private GatewayProcess gateway() {
        return Objects.requireNonNull(running.get());
    }

    private String config() {
        StringBuilder config = new StringBuilder("model_list:\n");
        for (int i = 0; i < ACCOUNTS.size(); i++) {
            config.append(
                            "  - model_name: gpt-4\n    litellm_params:\n      model: openai/gpt-4\n      api_key: os.environ/KEY_")
                    .append(i)
                    .append("\n      api_base: ")
                    .append(upstream.baseUrl())
                    .append('\n');
        }
        return config.append("general_settings:\n  master_key: os.environ/GATEWAY_KEY\n")
                .toString();
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(Map.of("GATEWAY_KEY", KEY));
        for (int i = 0; i < ACCOUNTS.size(); i++) {
            environment.put("KEY_" + i, ACCOUNTS.get(i));
        }
        return environment;
    }

    /** Steps of all workers until they have made so many calls altogether. */
    private static void run(List<Worker> workers, int calls) throws Exception {
        together(workers, worker -> {
            while (worker.calls() < calls / WORKERS) {
                worker.step();
            }
        });
    }

    /** The gateway is ended by force while calls are under way; workers make of that what they can. */
    private void killWhileCalled(List<Worker> workers) throws Exception {
        int before = workers.stream().mapToInt(Worker::calls).sum();
        together(workers, worker -> {
            for (int i = 0; i < 40; i++) {
                worker.step();
                if (i == 20 && worker == workers.get(0)) {
                    gateway().close();
                }
            }
        });
        assertThat(workers.stream().mapToInt(Worker::calls).sum()).isGreaterThan(before);
        gateway().awaitExit(SOON);
    }

    private static void together(List<Worker> workers, Steps steps) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(WORKERS);
        try {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (Worker worker : workers) {
                tasks.add(() -> {
                    steps.take(worker);
                    return null;
                });
            }
            for (Future<Void> done : threads.invokeAll(tasks)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void deleteLedger() throws IOException {
        Path data = directory.resolve("sluice-data");
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private interface Steps {
        void take(Worker worker) throws Exception;
    }
}
