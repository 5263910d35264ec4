package dev.sluice.e2e.assistants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.e2e.support.Caller;
import dev.sluice.e2e.support.PostgresServer;
import dev.sluice.testkit.fake.FakeOpenAi;
import dev.sluice.testkit.fake.StreamGate;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Gateways that are ended by force again and again while runs are made at a steady rate: whatever was acknowledged is there,
 * every run ends, and nothing is there twice. {@code -Dsluice.kills=100} does it more often, and at fifty runs a second, a rate
 * that must have been reached; {@code -Dsluice.kills.rate} is another.
 */
final class KilledIT {
    private static final int KILLS = Integer.getInteger("sluice.kills", 1);
    /** From so many on it is a proof: at the full rate, which must be reached. */
    private static final int MANY = 20;

    /** How many runs begin each second, whether or not anybody answers. */
    private static final int EACH_SECOND = Integer.getInteger("sluice.kills.rate", KILLS < MANY ? 20 : 50);

    /** What comes in so many seconds may be open when the next one is killed: a lease of the last one may be not over. */
    private static final int CAUGHT_UP_SECONDS = 10;

    /** Of the rate at which talks begin: the last ones are still open when the time is taken. */
    private static final double NEARLY_ALL = 0.95;

    private static final String KEY = "sk-gateway-that-dies-0123456789";
    private static final String ACCOUNT = "sk-account-0123456789";
    private static final Duration SOON = Duration.ofSeconds(30);

    /** Longer than a lease, and than what a slow machine needs to catch up. */
    private static final Duration LATER = Duration.ofSeconds(KILLS < MANY ? 90 : 300);

    @TempDir
    private Path directory;

    private final FakeOpenAi upstream = FakeOpenAi.start(ACCOUNT);

    @Test
    void on_sqlite() throws Exception {
        try (Node only = node("only", Map.of())) {
            killed(List.of(only));
        } finally {
            upstream.close();
        }
    }

    @Test
    void on_two_nodes_with_postgresql() throws Exception {
        try (PostgresServer database = PostgresServer.start()) {
            Map<String, String> shared = Map.of("DATABASE_URL", database.url("killed"));
            try (Node one = node("one", shared);
                    Node two = node("two", shared)) {
                killed(List.of(one, two));
            }
        } finally {
            upstream.close();
        }
    }

    private void killed(List<Node> nodes) throws Exception {
        AtomicInteger turn = new AtomicInteger();
        Caller caller = new Caller(
                () -> nodes.get(Math.floorMod(turn.getAndIncrement(), nodes.size()))
                                .url() + "/v1",
                KEY);
        String talker = assistant(caller, "");
        String calling = assistant(caller, ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]");
        Collection<Load.Lived> talks;
        List<Long> killed = new ArrayList<>();
        double rate;
        try (Load load = new Load(EACH_SECOND, number -> {
            boolean calls = number % 2 == 0;
            return new Talk(caller, number, calls ? calling : talker, calls);
        })) {
            for (int kill = 0; kill < KILLS; kill++) {
                load.awaitMore(EACH_SECOND, LATER);
                killed.add(kill(nodes.get(kill % nodes.size()), kill));
                upstream.forgetRequests();
                // Else each kill would meet more than the one before, until there are more than can be served.
                load.awaitFewer(CAUGHT_UP_SECONDS * EACH_SECOND, LATER);
            }
            load.awaitMore(EACH_SECOND, LATER);
            rate = load.stop();
            talks = load.finish(LATER);
            assertThat(load.wrong()).isEmpty();
        }
        Aftermath aftermath = new Aftermath(caller);
        long objects = 0;
        for (Load.Lived each : talks) {
            objects += aftermath.check(each.talk());
        }
        Map<String, Long> ends = talks.stream()
                .collect(Collectors.groupingBy(each -> each.talk().status(), TreeMap::new, Collectors.counting()));
        System.out.printf(
                Locale.ROOT,
                "%d kills of %d nodes at %.1f runs/s of %d: %s, %d acknowledged objects are there; open at a kill and over"
                        + " after it: half in %.1f s, all in %.1f s%n",
                KILLS,
                nodes.size(),
                rate,
                EACH_SECOND,
                ends,
                objects,
                slowest(talks, killed, 0.5),
                slowest(talks, killed, 1));
        assertThat(ends.getOrDefault("completed", 0L)).isGreaterThan((long) EACH_SECOND * KILLS);
        if (KILLS >= MANY) {
            assertThat(rate).as("runs each second").isGreaterThan(EACH_SECOND * NEARLY_ALL);
        }
    }

    /** How many seconds after a kill the last of the talks that it met was over; of this part of the kills. */
    private static double slowest(Collection<Load.Lived> talks, List<Long> kills, double part) {
        List<Long> nanos = kills.stream()
                .map(kill -> talks.stream()
                        .filter(each -> each.begun() < kill && each.over() > kill)
                        .mapToLong(each -> each.over() - kill)
                        .max()
                        .orElse(0))
                .sorted()
                .toList();
        return nanos.isEmpty() ? 0 : nanos.get((int) Math.ceil((nanos.size() - 1) * part)) / 1e9;
    }

    /** Every other time while models are in the middle of what they say. When it was, by {@link System#nanoTime}. */
    private long kill(Node node, int number) throws IOException, InterruptedException {
        long at;
        if (number % 2 == 0) {
            StreamGate gate = upstream.holdStreams();
            assertThat(gate.awaitHeld(5, SOON)).isTrue();
            at = System.nanoTime();
            node.kill();
            gate.release();
        } else {
            at = System.nanoTime();
            node.kill();
        }
        node.start();
        return at;
    }

    private static String assistant(Caller caller, String more) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                caller.post("/assistants", "application/json", "{\"model\":\"gpt-4o\"" + more + "}");
        assertThat(answer.statusCode()).isEqualTo(200);
        return Json.text(Json.of(answer), "id");
    }

    private Node node(String name, Map<String, String> more) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("GATEWAY_KEY", KEY);
        environment.put("ACCOUNT_KEY", ACCOUNT);
        if (KILLS >= MANY) {
            // Who lives for half a minute spends more on compiling well than that gains.
            environment.put("JAVA_OPTS", "-Xmx256m -XX:TieredStopAtLevel=1");
        }
        List<String> config = new ArrayList<>(List.of("general_settings:", "  master_key: os.environ/GATEWAY_KEY"));
        if (!more.isEmpty()) {
            config.add("  database_url: os.environ/DATABASE_URL");
        }
        config.add("""
                model_list:
                  - model_name: gpt-4o
                    litellm_params:
                      model: openai/gpt-4o
                      api_base: %s
                      api_key: os.environ/ACCOUNT_KEY
                    model_info:
                      mode: chat
                assistant_settings:
                  custom_llm_provider: local
                """.formatted(upstream.baseUrl()));
        return new Node(Files.createDirectory(directory.resolve(name)), String.join("\n", config), environment);
    }
}
