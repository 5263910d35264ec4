package dev.sluice.codec.jsonb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sluice.core.assistants.event.AnnotationDelta;
import dev.sluice.core.assistants.event.AssistantStreamEvent;
import dev.sluice.core.assistants.event.CodeInterpreterDelta;
import dev.sluice.core.assistants.event.CodeOutputDelta;
import dev.sluice.core.assistants.event.ContentDelta;
import dev.sluice.core.assistants.event.DoneEvent;
import dev.sluice.core.assistants.event.ErrorEvent;
import dev.sluice.core.assistants.event.EventFrame;
import dev.sluice.core.assistants.event.FileSearchDelta;
import dev.sluice.core.assistants.event.FunctionCallDelta;
import dev.sluice.core.assistants.event.MessageChange;
import dev.sluice.core.assistants.event.MessageDelta;
import dev.sluice.core.assistants.event.MessageEvent;
import dev.sluice.core.assistants.event.RunEvent;
import dev.sluice.core.assistants.event.RunStepChange;
import dev.sluice.core.assistants.event.RunStepDelta;
import dev.sluice.core.assistants.event.RunStepEvent;
import dev.sluice.core.assistants.event.TextDelta;
import dev.sluice.core.assistants.event.ThreadEvent;
import dev.sluice.core.assistants.event.ToolCallDelta;
import dev.sluice.core.assistants.model.ApiError;
import dev.sluice.core.assistants.model.CitedFile;
import dev.sluice.core.assistants.model.ImageFileContent;
import dev.sluice.core.assistants.model.Ranker;
import dev.sluice.core.assistants.model.RankingOptions;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.json.Field;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StreamEventsTest {
    private static final String ERROR = "{\"message\":\"m\",\"type\":\"server_error\",\"param\":null,\"code\":null}";

    private final JsonbCodec codec = new JsonbCodec();

    private AssistantStreamEvent read(String name, String data) {
        return codec.assistants().readEvent(name, data);
    }

    @ParameterizedTest
    @CsvSource({
        "thread.created, ThreadEvent, Created",
        "thread.run.created, RunEvent, Created",
        "thread.run.queued, RunEvent, Queued",
        "thread.run.in_progress, RunEvent, InProgress",
        "thread.run.requires_action, RunEvent, RequiresAction",
        "thread.run.completed, RunEvent, Completed",
        "thread.run.incomplete, RunEvent, Incomplete",
        "thread.run.failed, RunEvent, Failed",
        "thread.run.cancelling, RunEvent, Cancelling",
        "thread.run.cancelled, RunEvent, Cancelled",
        "thread.run.expired, RunEvent, Expired",
        "thread.run.step.created, RunStepEvent, Created",
        "thread.run.step.in_progress, RunStepEvent, InProgress",
        "thread.run.step.delta, RunStepEvent, Delta",
        "thread.run.step.completed, RunStepEvent, Completed",
        "thread.run.step.failed, RunStepEvent, Failed",
        "thread.run.step.cancelled, RunStepEvent, Cancelled",
        "thread.run.step.expired, RunStepEvent, Expired",
        "thread.message.created, MessageEvent, Created",
        "thread.message.in_progress, MessageEvent, InProgress",
        "thread.message.delta, MessageEvent, Delta",
        "thread.message.completed, MessageEvent, Completed",
        "thread.message.incomplete, MessageEvent, Incomplete"
    })
    void everyNameHasItsCase(String name, String family, String simpleName) {
        AssistantStreamEvent event = read(name, "{\"id\":\"x\"}");
        assertThat(event.getClass().getDeclaringClass().getSimpleName()).isEqualTo(family);
        assertThat(event.getClass().getSimpleName()).isEqualTo(simpleName);
        assertThat(codec.assistants().writeEvent(event)).isEqualTo(new EventFrame(name, written(event)));
    }

    private String written(AssistantStreamEvent event) {
        return codec.assistants().writeEvent(event).data();
    }

    @Test
    void thereAreTwentyFive() {
        Set<Class<?>> cases = new HashSet<>(List.of(ErrorEvent.class, DoneEvent.class));
        for (Class<?> family : List.of(ThreadEvent.class, RunEvent.class, RunStepEvent.class, MessageEvent.class)) {
            cases.addAll(List.of(family.getPermittedSubclasses()));
        }
        assertThat(cases).hasSize(25);
    }

    @Test
    void theEndIsNoJson() {
        assertThat(read("done", "[DONE]")).isEqualTo(DoneEvent.DONE);
        assertThat(read("", "[DONE]")).isEqualTo(DoneEvent.DONE);
        assertThat(codec.assistants().writeEvent(DoneEvent.DONE)).isEqualTo(new EventFrame("done", "[DONE]"));
    }

    @Test
    void errorsComeWrappedOrBare() {
        AssistantStreamEvent wrapped = read("error", "{\"error\":" + ERROR + ",\"more\":1}");
        assertThat(wrapped).isInstanceOfSatisfying(ErrorEvent.class, event -> {
            assertThat(event.wrapped()).isTrue();
            assertThat(event.error().type()).hasValue("server_error");
        });
        assertThat(written(wrapped)).isEqualTo("{\"error\":" + ERROR + ",\"more\":1}");

        AssistantStreamEvent bare = read("error", ERROR);
        assertThat(bare).isInstanceOfSatisfying(ErrorEvent.class, event -> {
            assertThat(event.wrapped()).isFalse();
            assertThat(event.error().message()).isEqualTo("m");
        });
        assertThat(written(bare)).isEqualTo(ERROR);

        ErrorEvent made = ErrorEvent.of(new ApiError("m", "server_error", null, null));
        assertThat(codec.assistants().writeEvent(made)).isEqualTo(new EventFrame("error", "{\"error\":" + ERROR + "}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "thread.run.paused|{\"id\":\"run_1\"}",
                "thread.run.created|[1]",
                "thread.run.created|null",
                "error|\"text\"",
                "error|{\"error\":\"text\"}",
                "done|{\"a\":1}",
                "message|1.10"
            })
    void theRestIsKept(String name, String data) {
        AssistantStreamEvent event = read(name, data);
        assertThat(event).isInstanceOf(AssistantStreamEvent.Unknown.class);
        assertThat(codec.assistants().writeEvent(event)).isEqualTo(new EventFrame(name, data));
    }

    @Test
    void anEventWithoutNameIsUnwrapped() {
        AssistantStreamEvent event =
                read("", "{\"event\":\"thread.run.queued\",\"data\":{\"id\":\"run_1\",\"status\":\"queued\"}}");
        assertThat(event)
                .isInstanceOfSatisfying(
                        RunEvent.Queued.class,
                        queued -> assertThat(queued.run().id()).isEqualTo("run_1"));
        assertThat(read("", "{\"event\":\"done\",\"data\":\"[DONE]\"}")).isEqualTo(DoneEvent.DONE);
        assertThat(read("", "{\"id\":\"x\"}")).isInstanceOf(AssistantStreamEvent.Unknown.class);
    }

    @Test
    void dataThatIsNoJsonIsTheUpstreamsFault() {
        GatewayException failure =
                catchThrowableOfType(GatewayException.class, () -> read("thread.run.created", "{\"secret"));
        assertThat(failure.kind()).isEqualTo(ErrorKind.UPSTREAM_INVALID);
        assertThat(failure.getMessage()).doesNotContain("secret");
    }

    static Stream<Arguments> messageDeltas() {
        return Stream.of(
                delta(
                        "{\"index\":0,\"type\":\"text\",\"text\":{\"value\":\"Hel\",\"annotations\":[]}}",
                        ContentDelta.firstText(0, "Hel")),
                delta("{\"index\":0,\"type\":\"text\",\"text\":{\"value\":\"lo\"}}", ContentDelta.text(0, "lo")),
                delta(
                        "{\"index\":0,\"type\":\"text\",\"text\":{\"value\":\"【4:0†foods.txt】\",\"annotations\":[{\"index\":0,\"type\":\"file_citation\",\"text\":\"【4:0†foods.txt】\",\"start_index\":29,\"end_index\":44,\"file_citation\":{\"file_id\":\"file-1\",\"quote\":\"\"}}]}}",
                        new ContentDelta.Text(
                                0,
                                new TextDelta(
                                        "【4:0†foods.txt】",
                                        List.of(new AnnotationDelta.FileCitation(
                                                0, "【4:0†foods.txt】", 29L, 44L, new CitedFile("file-1", "")))))),
                delta(
                        "{\"index\":0,\"type\":\"image_file\",\"image_file\":{\"file_id\":\"file-2\"}}",
                        new ContentDelta.ImageFile(0, new ImageFileContent("file-2", null))),
                delta(
                        "{\"index\":0,\"type\":\"refusal\",\"refusal\":\"I can\"}",
                        new ContentDelta.Refusal(0, "I can")));
    }

    private static Arguments delta(String part, ContentDelta content) {
        return arguments(
                "{\"id\":\"msg_1\",\"object\":\"thread.message.delta\",\"delta\":{\"content\":[" + part + "]}}",
                new MessageEvent.Delta(new MessageDelta("msg_1", new MessageChange(null, List.of(content)))));
    }

    static Stream<Arguments> stepDeltas() {
        RankingOptions ranking = new RankingOptions(Ranker.DEFAULT_2024_08_21, 0.0, Field.absent());
        return Stream.of(
                delta(
                        "{\"index\":0,\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"get_weather\",\"arguments\":\"\",\"output\":null}}",
                        new ToolCallDelta.Function(0, "call_1", FunctionCallDelta.first("get_weather"))),
                delta(
                        "{\"index\":0,\"type\":\"function\",\"function\":{\"arguments\":\"{\\\"city\\\":\"}}",
                        new ToolCallDelta.Function(0, null, FunctionCallDelta.more("{\"city\":"))),
                delta(
                        "{\"index\":0,\"id\":\"call_2\",\"type\":\"file_search\",\"file_search\":{\"ranking_options\":{\"ranker\":\"default_2024_08_21\",\"score_threshold\":0.0},\"results\":[]}}",
                        new ToolCallDelta.FileSearch(0, "call_2", new FileSearchDelta(ranking, List.of()))),
                delta(
                        "{\"index\":0,\"id\":\"call_3\",\"type\":\"code_interpreter\",\"code_interpreter\":{\"input\":\"\",\"outputs\":[]}}",
                        new ToolCallDelta.CodeInterpreter(0, "call_3", new CodeInterpreterDelta("", List.of()))),
                delta(
                        "{\"index\":0,\"type\":\"code_interpreter\",\"code_interpreter\":{\"input\":\"print(1)\"}}",
                        new ToolCallDelta.CodeInterpreter(0, null, new CodeInterpreterDelta("print(1)", null))),
                delta(
                        "{\"index\":0,\"type\":\"code_interpreter\",\"code_interpreter\":{\"outputs\":[{\"index\":0,\"type\":\"logs\",\"logs\":\"1\\n\"}]}}",
                        new ToolCallDelta.CodeInterpreter(
                                0, null, new CodeInterpreterDelta(null, List.of(new CodeOutputDelta.Logs(0, "1\n"))))));
    }

    private static Arguments delta(String call, ToolCallDelta delta) {
        return arguments(
                "{\"id\":\"step_1\",\"object\":\"thread.run.step.delta\",\"delta\":{\"step_details\":{\"type\":\"tool_calls\",\"tool_calls\":["
                        + call + "]}}}",
                new RunStepEvent.Delta(new RunStepDelta("step_1", RunStepChange.of(delta))));
    }

    @ParameterizedTest
    @MethodSource({"messageDeltas", "stepDeltas"})
    void deltasAreWrittenAsTheServerWroteThem(String json, AssistantStreamEvent event) {
        EventFrame frame = codec.assistants().writeEvent(event);
        assertThat(frame.data()).isEqualTo(json);
        assertThat(read(frame.event(), frame.data())).isEqualTo(event);
    }
}
