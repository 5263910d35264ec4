package dev.sluice.codec.jsonb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.codec.jsonb.Examples.Example;
import dev.sluice.core.assistants.event.AssistantStreamEvent;
import dev.sluice.core.assistants.event.DoneEvent;
import dev.sluice.core.assistants.event.EventFrame;
import dev.sluice.core.assistants.event.MessageEvent;
import dev.sluice.core.assistants.event.RunEvent;
import dev.sluice.core.assistants.model.Message;
import dev.sluice.core.assistants.model.Page;
import dev.sluice.core.assistants.model.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What OpenAI's description shows is read, and written as it was. */
class ExamplesTest {
    /** By the description's own schema these are wrong: one lacks a level, the other leaves out its filter. */
    private static final List<String> WRONG =
            List.of("create-vector-store-file-batch.request.json", "search-vector-store.request.json");

    private final JsonbCodec codec = new JsonbCodec();

    static List<Example> all() {
        return Examples.all();
    }

    static Stream<Example> requests() {
        return all().stream().filter(Example::isRequest).filter(example -> !WRONG.contains(example.name()));
    }

    static List<EventFrame> frames() {
        return Examples.frames();
    }

    @ParameterizedTest
    @MethodSource("all")
    void readsAndWritesEveryExample(Example example) {
        byte[] written = codec.write(example.read(codec, example.json()));
        assertThat(codec.parse(written)).isEqualTo(codec.parse(example.json()));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void everyRequestKeepsTheRules(Example example) {
        Object request = codec.assistants().readRequest(example.json(), example.type());
        assertThat(request).isEqualTo(example.read(codec, example.json()));
        assertThat(codec.parse(codec.write(request))).isEqualTo(codec.parse(example.json()));
    }

    @ParameterizedTest
    @MethodSource("frames")
    void readsAndWritesEveryEvent(EventFrame frame) {
        AssistantStreamEvent event = codec.assistants().readEvent(frame.event(), frame.data());
        assertThat(event).isNotInstanceOf(AssistantStreamEvent.Unknown.class);
        EventFrame written = codec.assistants().writeEvent(event);
        assertThat(written.event()).isEqualTo(frame.event());
        if (event == DoneEvent.DONE) {
            assertThat(written.data()).isEqualTo("[DONE]");
        } else {
            assertThat(Examples.tree(codec, written.data())).isEqualTo(Examples.tree(codec, frame.data()));
        }
    }

    @Test
    void thereAreExamplesOfEverything() {
        assertThat(all()).hasSizeGreaterThan(70);
        assertThat(requests()).hasSizeGreaterThan(15);
        assertThat(frames()).hasSizeGreaterThan(60);
    }

    @Test
    void whatIsReadIsThere() {
        Page<Message> messages = codec.readPage(example("list-messages.response.json"), Message.class);
        assertThat(messages.data())
                .extracting(Message::text)
                .containsExactly("How does AI work? Explain it in simple terms.", "Hello, what is AI?");
        assertThat(messages.firstId()).hasValue("msg_abc123");
        Run run = codec.read(example("get-run.response.json"), Run.class);
        assertThat(run.usage().orElseThrow().totalTokens()).isEqualTo(579);
        assertThat(run.completedAt()).hasValue(1699075073L);
        assertThat(run.status().isTerminal()).isTrue();
    }

    @Test
    void aStreamTellsItsStory() {
        StringBuilder text = new StringBuilder();
        List<Run> waiting = new ArrayList<>();
        for (EventFrame frame : frames()) {
            AssistantStreamEvent event = codec.assistants().readEvent(frame.event(), frame.data());
            if (event instanceof MessageEvent.Delta delta) {
                text.append(delta.delta().id()).append(' ');
            } else if (event instanceof RunEvent.RequiresAction required) {
                waiting.add(required.run());
            }
        }
        assertThat(text.toString()).contains("msg_001");
        assertThat(waiting).flatMap(Run::pendingCalls).singleElement().satisfies(call -> {
            assertThat(call.function().name()).isEqualTo("get_current_weather");
            assertThat(call.function().arguments()).contains("San Francisco");
        });
    }

    private static byte[] example(String name) {
        return all().stream()
                .filter(example -> example.name().equals(name))
                .findFirst()
                .orElseThrow()
                .json();
    }
}
