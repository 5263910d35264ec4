package dev.sluice.codec.jsonb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.core.assistants.model.Assistant;
import dev.sluice.core.assistants.model.Message;
import dev.sluice.core.assistants.model.MessageContent;
import dev.sluice.core.assistants.model.Page;
import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.assistants.model.RunStatus;
import dev.sluice.core.assistants.model.TextChunk;
import dev.sluice.core.assistants.model.Tool;
import dev.sluice.core.assistants.model.ToolChoice;
import dev.sluice.core.assistants.request.CreateAssistant;
import dev.sluice.core.assistants.request.CreateMessage;
import dev.sluice.core.assistants.request.InputContent;
import dev.sluice.core.assistants.request.InputPart;
import dev.sluice.core.assistants.request.ModifyAssistant;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.json.Extra;
import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.NullNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a value keeps of what it was read from, and until when. */
class ValuesTest {
    private final JsonbCodec codec = new JsonbCodec();

    private <T> T read(String json, Class<T> type) {
        return codec.read(json.getBytes(UTF_8), type);
    }

    private String write(Object value) {
        return new String(codec.write(value), UTF_8);
    }

    @Test
    void membersThatAreUnknownAreKept() {
        String json = "{\"type\":\"text\",\"text\":\"x\",\"future\":{\"a\":[1,2.50,null]}}";
        TextChunk chunk = read(json, TextChunk.class);
        assertThat(chunk.extra().get("future")).isPresent();
        assertThat(chunk.extra().members()).containsOnlyKeys("future");
        assertThat(write(chunk)).isEqualTo(json);
    }

    @Test
    void kindsThatAreUnknownAreKept() {
        String json = "{\"type\":\"mcp\",\"server\":1.10}";
        assertThat(read(json, Tool.class)).isEqualTo(new Tool.Unknown(Examples.tree(codec, json)));
        assertThat(write(read(json, Tool.class))).isEqualTo(json);
        assertThat(read("7", ToolChoice.class)).isInstanceOf(ToolChoice.Unknown.class);
        assertThat(read("{\"type\":\"text\",\"text\":7}", MessageContent.class))
                .as("a known kind without what makes it one")
                .isInstanceOf(MessageContent.Unknown.class);
    }

    @Test
    void whatWasSentCountsUntilTheComponentChanges() {
        Run run = read("{\"id\":\"run_1\",\"status\":\"paused\",\"temperature\":1.10,\"usage\":null}", Run.class);
        assertThat(run.status()).isEqualTo(RunStatus.UNKNOWN);
        assertThat(run.extra().asSent("status")).hasValue(JsonNode.of("paused"));
        assertThat(run.temperature()).hasValue(1.1);
        assertThat(write(run))
                .isEqualTo("{\"id\":\"run_1\",\"status\":\"paused\",\"temperature\":1.10,\"usage\":null}");
        Run changed = run.toBuilder()
                .status(RunStatus.COMPLETED)
                .temperature(0.5)
                .completedAt(7L)
                .build();
        assertThat(write(changed))
                .isEqualTo(
                        "{\"id\":\"run_1\",\"status\":\"completed\",\"completed_at\":7,\"temperature\":0.5,\"usage\":null}");
    }

    @Test
    void aMemberOfAWrongTypeIsNotThereButKept() {
        Assistant assistant = read(
                "{\"id\":7,\"created_at\":\"now\",\"name\":[1],\"tools\":{},\"metadata\":{\"a\":\"b\",\"c\":1}}",
                Assistant.class);
        assertThat(assistant.id()).isEmpty();
        assertThat(assistant.createdAt()).isZero();
        assertThat(assistant.name()).isEmpty();
        assertThat(assistant.tools()).isEmpty();
        assertThat(assistant.metadata()).containsExactly(Map.entry("a", "b"));
        assertThat(write(assistant))
                .isEqualTo(
                        "{\"id\":7,\"created_at\":\"now\",\"name\":[1],\"tools\":{},\"metadata\":{\"a\":\"b\",\"c\":1}}");
    }

    @Test
    void contentMayBeAString() {
        Message message = read("{\"content\":\"Hi.\"}", Message.class);
        assertThat(message.text()).isEqualTo("Hi.");
        assertThat(write(message)).isEqualTo("{\"content\":\"Hi.\"}");

        CreateMessage text = read("{\"role\":\"user\",\"content\":\"Hi.\"}", CreateMessage.class);
        assertThat(text).isEqualTo(CreateMessage.user("Hi."));
        CreateMessage parts =
                read("{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Hi.\"}]}", CreateMessage.class);
        assertThat(parts.content()).isEqualTo(InputContent.of(InputPart.text("Hi.")));
    }

    @Test
    void aChangeTellsNullFromAbsent() {
        ModifyAssistant change = read("{\"name\":null,\"tools\":[],\"top_p\":0.5}", ModifyAssistant.class);
        assertThat(change.name().isNull()).isTrue();
        assertThat(change.description().isAbsent()).isTrue();
        assertThat(change.tools()).hasValue(List.of());
        assertThat(change.topP().over(1.0)).isEqualTo(0.5);
        assertThat(change.name().over("old")).isNull();
        assertThat(change.description().over("old")).isEqualTo("old");
        assertThat(write(ModifyAssistant.builder()
                        .name(null)
                        .tools(List.of())
                        .topP(0.5)
                        .build()))
                .isEqualTo("{\"name\":null,\"tools\":[],\"top_p\":0.5}");
    }

    @Test
    void requestsSayOnlyWhatWasSet() {
        CreateAssistant request = CreateAssistant.builder()
                .name("Math Tutor")
                .instructions("You are a math tutor. Help solve equations.")
                .model("gpt-4o")
                .tools(Tool.codeInterpreter())
                .metadata("team", "a")
                .extra(Extra.of(Map.of("vendor", JsonNode.of(true))))
                .build();
        assertThat(write(request))
                .isEqualTo(
                        "{\"model\":\"gpt-4o\",\"name\":\"Math Tutor\",\"instructions\":\"You are a math tutor. Help solve equations.\",\"tools\":[{\"type\":\"code_interpreter\"}],\"metadata\":{\"team\":\"a\"},\"vendor\":true}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "[]", "7", "null", "\"text\"", "{\"a\":1,\"a\":2}", "{} x"})
    void whatIsNoObjectIsTheUpstreamsFault(String json) {
        for (GatewayException failure : List.of(
                catchThrowableOfType(GatewayException.class, () -> read(json, Run.class)),
                catchThrowableOfType(GatewayException.class, () -> codec.readPage(json.getBytes(UTF_8), Run.class)))) {
            assertThat(failure.kind()).isEqualTo(ErrorKind.UPSTREAM_INVALID);
            assertThat(failure.reach()).isEqualTo(Reach.STARTED);
            assertThat(failure.getMessage()).doesNotContain("nonsense");
        }
    }

    @Test
    void aPageSkipsWhatIsNoElementButKeepsIt() {
        String json = "{\"object\":\"list\",\"data\":[{\"id\":\"a\"},7,null],\"has_more\":true}";
        Page<Run> page = codec.readPage(json.getBytes(UTF_8), Run.class);
        assertThat(page.data()).extracting(Run::id).containsExactly("a");
        assertThat(write(page)).isEqualTo(json);
        String empty = "{\"object\":\"list\",\"data\":[7],\"has_more\":true}";
        assertThat(write(codec.readPage(empty.getBytes(UTF_8), Run.class))).isEqualTo(empty);
    }

    @Test
    void aWordAloneIsAValueToo() {
        assertThat(write(RunStatus.REQUIRES_ACTION)).isEqualTo("\"requires_action\"");
        assertThat(read("\"requires_action\"", RunStatus.class)).isEqualTo(RunStatus.REQUIRES_ACTION);
        assertThat(read("\"paused\"", RunStatus.class)).isEqualTo(RunStatus.UNKNOWN);
    }

    @Test
    void refusesToWriteWhatHasNoJson() {
        Run run = Run.builder().id("run_1").build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.write(run))
                .withMessageContaining("RunStatus.UNKNOWN");
        Run named = run.toBuilder()
                .status(RunStatus.QUEUED)
                .extra(Extra.of(Map.of("id", NullNode.NULL)))
                .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.write(named))
                .withMessageContaining("id");
        Run hot =
                run.toBuilder().status(RunStatus.QUEUED).temperature(Double.NaN).build();
        assertThatIllegalArgumentException().isThrownBy(() -> codec.write(hot));
    }

    @Test
    void manyThreadsShareANewCodec() {
        JsonbCodec shared = new JsonbCodec();
        assertThat(Examples.all().parallelStream()
                        .filter(example -> !shared.parse(shared.write(example.read(shared, example.json())))
                                .equals(codec.parse(example.json()))))
                .isEmpty();
    }

    /** What a program makes of a function's arguments. */
    public record Weather(String city, Optional<String> unit) {}

    @Test
    void otherTypesFollowTheRulesOfJsonBinding() {
        assertThat(read("{\"city\":\"Oslo\"}", Weather.class)).isEqualTo(new Weather("Oslo", Optional.empty()));
        assertThat(write(new Weather("Oslo", Optional.of("C")))).isEqualTo("{\"city\":\"Oslo\",\"unit\":\"C\"}");
        GatewayException unfit =
                catchThrowableOfType(GatewayException.class, () -> read("{\"city\":{\"a\":1}}", Weather.class));
        assertThat(unfit.kind()).isEqualTo(ErrorKind.UPSTREAM_INVALID);
        assertThat(read("[1]", JsonNode.class)).isEqualTo(JsonNode.array(List.of(JsonNode.of(1))));
    }
}
