package dev.sluice.codec.jsonb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.codec.jsonb.Examples.Example;
import dev.sluice.codec.jsonb.strict.Requests;
import dev.sluice.core.assistants.event.AssistantStreamEvent;
import dev.sluice.core.assistants.event.EventFrame;
import dev.sluice.core.assistants.files.SearchVectorStore;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever comes, it is read or refused: no other failure, and no loss. */
class FuzzTest {
    private static final int DOCUMENTS = 4_000;

    /** Each is an object and a list: nearly as many levels as are read. */
    private static final int FILTERS = 499;

    /** That of an event loop, in bytes. */
    private static final int ORDINARY_STACK = 1 << 20;

    private final JsonbCodec codec = new JsonbCodec();
    private final List<Example> examples = Examples.all();

    /** Texts that begin as JSON and go wrong anywhere. */
    private byte[] damaged(Random random) {
        byte[] json = examples.get(random.nextInt(examples.size())).json();
        for (int i = random.nextInt(4); i >= 0; i--) {
            json[random.nextInt(json.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(3) > 0
                ? json
                : new String(json, UTF_8).substring(0, json.length / 2).getBytes(UTF_8);
    }

    @Test
    void answersAreReadOrRefused() {
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            Random random = new Random(seed);
            byte[] json = damaged(random);
            Example as = examples.get(random.nextInt(examples.size()));
            try {
                Object value = as.read(codec, json);
                assertThat(codec.parse(codec.write(value))).as("seed %d", seed).isEqualTo(codec.parse(json));
            } catch (GatewayException refused) {
                assertThat(refused.kind()).as("seed %d", seed).isEqualTo(ErrorKind.UPSTREAM_INVALID);
            }
        }
    }

    @Test
    void anyObjectIsReadAsAnyType() {
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            Random random = new Random(seed);
            JsonNode tree =
                    codec.parse(examples.get(random.nextInt(examples.size())).json());
            ObjectNode mutant = new Mutator(seed).mutate(tree);
            Example as = examples.get(random.nextInt(examples.size()));
            Object value = as.read(codec, codec.write(mutant));
            assertThat(codec.parse(codec.write(value)))
                    .as("%s, seed %d", as, seed)
                    .isEqualTo(mutant);
        }
    }

    @Test
    void requestsAreReadOrRefused() {
        List<Class<?>> types = new ArrayList<>(Requests.bodies());
        types.sort((a, b) -> a.getName().compareTo(b.getName()));
        List<Example> requests = examples.stream().filter(Example::isRequest).toList();
        int taken = 0;
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            Random random = new Random(seed);
            Example request = requests.get(random.nextInt(requests.size()));
            Class<?> type = random.nextBoolean() ? request.type() : types.get(random.nextInt(types.size()));
            byte[] json = random.nextInt(4) == 0
                    ? damaged(random)
                    : codec.write(new Mutator(seed).mutate(codec.parse(request.json())));
            try {
                Object value = codec.assistants().readRequest(json, type);
                assertThat(codec.parse(codec.write(value))).as("seed %d", seed).isEqualTo(codec.parse(json));
                taken++;
            } catch (GatewayException refused) {
                assertThat(refused.kind()).as("seed %d", seed).isEqualTo(ErrorKind.INVALID_REQUEST);
                assertThat(refused.getMessage()).hasSizeLessThan(800);
            }
        }
        assertThat(taken).as("some keep the rules").isBetween(50, DOCUMENTS - 50);
    }

    @Test
    void eventsAreReadOrRefused() {
        List<EventFrame> frames = Examples.frames();
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            Random random = new Random(seed);
            String name = frames.get(random.nextInt(frames.size())).event();
            String data = new String(damaged(random), UTF_8);
            try {
                AssistantStreamEvent event = codec.assistants().readEvent(name, data);
                assertThat(Examples.tree(
                                codec, codec.assistants().writeEvent(event).data()))
                        .as("seed %d", seed)
                        .isEqualTo(Examples.tree(codec, data));
            } catch (GatewayException refused) {
                assertThat(refused.kind()).as("seed %d", seed).isEqualTo(ErrorKind.UPSTREAM_INVALID);
            }
        }
    }

    @Test
    void theDeepestDocumentsAreKeptOnAnOrdinaryStack() throws InterruptedException {
        String deep = "{\"query\":\"q\",\"filters\":"
                + "{\"type\":\"and\",\"filters\":[".repeat(FILTERS)
                + "]}".repeat(FILTERS)
                + "}";
        String[] written = new String[1];
        Thread thread = new Thread(
                null,
                () -> written[0] = new String(
                        codec.write(codec.assistants().readRequest(deep.getBytes(UTF_8), SearchVectorStore.class)),
                        UTF_8),
                "ordinary",
                ORDINARY_STACK);
        thread.start();
        thread.join(30_000);
        assertThat(written[0]).isEqualTo(deep);
    }
}
