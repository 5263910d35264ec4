package dev.sluice.store.jdbc.assistants;

import static dev.sluice.store.jdbc.TestDatabases.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.assistants.store.Change;
import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Draft;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.assistants.store.Listing;
import dev.sluice.core.assistants.store.NewEvent;
import dev.sluice.core.assistants.store.Outcome;
import dev.sluice.core.assistants.store.Window;
import dev.sluice.core.assistants.store.Work;
import dev.sluice.core.config.StoreSettings;
import dev.sluice.core.memory.MemoryStores;
import dev.sluice.core.spi.AssistantStores;
import dev.sluice.store.jdbc.TestDatabases;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes that share transactions do what they do one after the other: random ones, on few documents, beside a model. */
class BatchesTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);
    private static final int BATCHES = 150;
    private static final int CHANGES = 40;
    private static final List<Key> KEYS = IntStream.range(0, 8)
            .mapToObj(number -> new Key(number % 2 == 0 ? Kind.MESSAGE : Kind.THREAD_LOCK, "id_" + number / 2))
            .toList();
    private static final List<String> RUNS = List.of("run_1", "run_2", "run_3");
    private static final List<Set<String>> LABELS = List.of(Set.of(), Set.of("a"), Set.of("b"), Set.of("a", "b"));

    @TempDir
    Path folder = Path.of("");

    private final AssistantStores model = MemoryStores.create();

    @Test
    void onSqlite() {
        doWhatTheModelDoes(TestDatabases.sqlite(folder));
    }

    @Test
    void onPostgres() {
        doWhatTheModelDoes(TestDatabases.postgres());
    }

    private void doWhatTheModelDoes(StoreSettings settings) {
        try (OpenStores open = new OpenStores()) {
            AssistantStores stores = open.open(settings, folder);
            for (int seed = 0; seed < BATCHES; seed++) {
                Random random = new Random(seed);
                // Work that is not held sends a whole batch the slow way; the other half of the batches goes the fast
                // one.
                boolean anyWork = seed % 2 == 0;
                List<Change> changes = new ArrayList<>();
                List<Outcome> expected = new ArrayList<>();
                for (int i = 0; i < CHANGES; i++) {
                    Change change = change(random, anyWork);
                    changes.add(change);
                    expected.add(await(model.objects().commit(change)));
                }
                // All at once: those that come while one is written share the next transaction.
                List<CompletionStage<Outcome>> outcomes =
                        changes.stream().map(stores.objects()::commit).toList();
                for (int i = 0; i < CHANGES; i++) {
                    assertThat(kind(await(outcomes.get(i))))
                            .as("seed %d, change %d: %s", seed, i, changes.get(i))
                            .isEqualTo(kind(expected.get(i)));
                }
                isTheSame(stores, seed);
            }
        }
    }

    private static Object kind(Outcome outcome) {
        return outcome instanceof Outcome.Done done ? done : "conflict";
    }

    private void isTheSame(AssistantStores stores, int seed) {
        Set<Key> keys = Set.copyOf(KEYS);
        assertThat(versions(await(stores.objects().get(keys)).values()))
                .as("seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(
                        versions(await(model.objects().get(keys)).values()));
        Listing all = Listing.in("thread_1", "alice", Kind.MESSAGE, Window.oldest(100));
        assertThat(versions(await(stores.objects().list(all)).documents()))
                .as("order of seed %d", seed)
                .isEqualTo(versions(await(model.objects().list(all)).documents()));
        for (String run : RUNS) {
            assertThat(await(stores.events().read(run, 0, 10_000)))
                    .as("seed %d", seed)
                    .isEqualTo(await(model.events().read(run, 0, 10_000)));
        }
    }

    /** All but places, which are any numbers. */
    private static List<List<Object>> versions(Iterable<Document> documents) {
        List<List<Object>> versions = new ArrayList<>();
        for (Document each : documents) {
            versions.add(List.of(each.key(), each.version(), each.labels(), each.parent(), each.content()));
        }
        return versions;
    }

    private Change change(Random random, boolean anyWork) {
        Change.Builder change = Change.builder();
        List<Key> unused = new ArrayList<>(KEYS);
        Collections.shuffle(unused, random);
        for (int i = random.nextInt(4); i > 0; i--) {
            Key key = unused.remove(0);
            long version = version(key, random);
            switch (random.nextInt(4)) {
                case 0 -> change.guard(key, version);
                case 1 -> change.delete(key, version);
                default -> change.write(draft(key, random), version);
            }
        }
        List<String> runs = new ArrayList<>(RUNS);
        Collections.shuffle(runs, random);
        if (random.nextInt(3) == 0) {
            change.tell(runs.get(0), List.of(new NewEvent("e", bytes(random)), new NewEvent("f", bytes(random))));
        }
        runs.subList(0, random.nextInt(3))
                .forEach(run -> change.work(anyWork ? work(run, random) : new Work.Ready(run, NOW)));
        return change.build();
    }

    /** Mostly that which is there. */
    private long version(Key key, Random random) {
        Map<Key, Document> there = await(model.objects().get(Set.of(key)));
        long version = there.containsKey(key) ? there.get(key).version() : 0;
        return random.nextInt(8) == 0 ? random.nextInt(3) : version;
    }

    private static Draft draft(Key key, Random random) {
        return Draft.of(key, "alice", bytes(random)).in("thread_1").labelled(LABELS.get(random.nextInt(LABELS.size())));
    }

    private static Work work(String run, Random random) {
        long token = random.nextInt(2);
        return switch (random.nextInt(5)) {
            case 0 -> new Work.Ready(run, NOW);
            case 1 -> new Work.Take(run, NOW);
            case 2 -> new Work.Hold(run, token, NOW);
            case 3 -> new Work.Park(run, token, NOW);
            default -> new Work.Done(run, token);
        };
    }

    private static ByteBuffer bytes(Random random) {
        byte[] bytes = new byte[4];
        random.nextBytes(bytes);
        return ByteBuffer.wrap(bytes);
    }
}
