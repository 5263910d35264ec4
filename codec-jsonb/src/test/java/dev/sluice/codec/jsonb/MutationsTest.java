package dev.sluice.codec.jsonb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.codec.jsonb.Examples.Example;
import dev.sluice.core.assistants.event.AssistantStreamEvent;
import dev.sluice.core.assistants.event.EventFrame;
import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

/** Nothing that another server adds, leaves out or writes otherwise is lost between reading and writing. */
class MutationsTest {
    private static final int DOCUMENTS = 80_000;
    private static final int EVENTS = 20_000;
    private static final int MOST_CHANGES = 3;

    private final JsonbCodec codec = new JsonbCodec();

    /** The description's examples, and what servers wrote that it does not show. */
    private static List<Example> seeds() {
        Stream<Arguments> recorded = Stream.of(
                        WireShapeTest.assistants(),
                        WireShapeTest.messages(),
                        WireShapeTest.runs(),
                        WireShapeTest.steps(),
                        FileShapeTest.answers(),
                        FileShapeTest.requests())
                .flatMap(rows -> rows);
        return Stream.concat(
                        Examples.all().stream(),
                        recorded.map(MutationsTest::seed).filter(MutationsTest::isObject))
                .toList();
    }

    private static Example seed(Arguments row) {
        Class<?> type = row.get()[1].getClass();
        Class<?> family = type.getDeclaringClass();
        String json = (String) row.get()[0];
        return new Example(type.getSimpleName(), family != null && family.isSealed() ? family : type, false, json);
    }

    private static boolean isObject(Example seed) {
        return seed.json()[0] == '{';
    }

    @Test
    void documentsLoseNothing() {
        List<Example> examples = seeds();
        List<JsonNode> trees =
                examples.stream().map(example -> codec.parse(example.json())).toList();
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            int which = seed % examples.size();
            ObjectNode mutant = mutant(trees.get(which), seed);
            Object value = examples.get(which).read(codec, codec.write(mutant));
            assertThat(codec.parse(codec.write(value)))
                    .as("%s, seed %d", examples.get(which), seed)
                    .isEqualTo(mutant);
        }
    }

    @Test
    void eventsLoseNothing() {
        List<EventFrame> frames = Stream.concat(
                        Examples.frames().stream()
                                .filter(frame -> !frame.event().equals("done")),
                        Stream.concat(StreamEventsTest.messageDeltas(), StreamEventsTest.stepDeltas())
                                .map(row -> (AssistantStreamEvent) row.get()[1])
                                .map(codec.assistants()::writeEvent))
                .toList();
        List<JsonNode> trees =
                frames.stream().map(frame -> Examples.tree(codec, frame.data())).toList();
        for (int seed = 0; seed < EVENTS; seed++) {
            int which = seed % frames.size();
            ObjectNode mutant = mutant(trees.get(which), seed);
            String data = new String(codec.write(mutant), UTF_8);
            EventFrame written = codec.assistants()
                    .writeEvent(codec.assistants().readEvent(frames.get(which).event(), data));
            assertThat(written.event()).isEqualTo(frames.get(which).event());
            assertThat(Examples.tree(codec, written.data()))
                    .as("%s, seed %d", frames.get(which).event(), seed)
                    .isEqualTo(mutant);
        }
    }

    @Test
    void mutantsDiffer() {
        JsonNode tree = Examples.tree(codec, "{\"id\":\"run_1\",\"created_at\":1,\"tools\":[]}");
        long same = 0;
        for (int seed = 0; seed < 1000; seed++) {
            same += mutant(tree, seed).equals(tree) ? 1 : 0;
        }
        assertThat(same).isLessThan(100);
    }

    private static ObjectNode mutant(JsonNode tree, int seed) {
        Mutator mutator = new Mutator(seed);
        ObjectNode mutant = mutator.mutate(tree);
        for (int i = seed % MOST_CHANGES; i > 0; i--) {
            mutant = mutator.mutate(mutant);
        }
        return mutant;
    }
}
