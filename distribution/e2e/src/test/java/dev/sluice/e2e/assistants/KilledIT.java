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
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Gateways that are ended by force again and again while fifty runs a second are made: whatever was acknowledged is there,
 * every run ends, and nothing is there twice. {@code -Dsluice.kills=100} does it more often.
 */
final class KilledIT {
    private static final int KILLS = Integer.getInteger("sluice.kills", 1);
    private static final int EACH_SECOND = 50;
    private static final String KEY = "sk-gateway-that-dies-0123456789";
    private static final String ACCOUNT = "sk-account-0123456789";
    private static final Duration SOON = Duration.ofSeconds(30);

    /** Longer than a lease. */
    private static final Duration LATER = Duration.ofSeconds(90);

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
        Collection<Talk> talks;
        try (Load load = new Load(EACH_SECOND, number -> {
            boolean calls = number % 2 == 0;
            return new Talk(caller, number, calls ? calling : talker, calls);
        })) {
            for (int kill = 0; kill < KILLS; kill++) {
                load.awaitMore(EACH_SECOND, LATER);
                kill(nodes.get(kill % nodes.size()), kill);
                upstream.forgetRequests();
            }
            load.awaitMore(EACH_SECOND, LATER);
            talks = load.finish(LATER);
            assertThat(load.wrong()).isEmpty();
        }
        Aftermath aftermath = new Aftermath(caller);
        for (Talk talk : talks) {
            aftermath.check(talk);
        }
        Map<String, Long> ends =
                talks.stream().collect(Collectors.groupingBy(Talk::status, TreeMap::new, Collectors.counting()));
        System.out.println(KILLS + " kills of " + nodes.size() + " nodes: " + ends);
        assertThat(ends.getOrDefault("completed", 0L)).isGreaterThan((long) EACH_SECOND * KILLS);
    }

    /** Every other time while models are in the middle of what they say. */
    private void kill(Node node, int number) throws IOException, InterruptedException {
        if (number % 2 == 0) {
            StreamGate gate = upstream.holdStreams();
            assertThat(gate.awaitHeld(5, SOON)).isTrue();
            node.kill();
            gate.release();
        } else {
            node.kill();
        }
        node.start();
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
