package dev.sluice.core.assistants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sluice.core.assistants.model.Assistant;
import dev.sluice.core.assistants.model.Message;
import dev.sluice.core.assistants.model.MessageContent;
import dev.sluice.core.assistants.model.Page;
import dev.sluice.core.assistants.model.PendingToolCalls;
import dev.sluice.core.assistants.model.RequiredAction;
import dev.sluice.core.assistants.model.RequiredFunction;
import dev.sluice.core.assistants.model.RequiredToolCall;
import dev.sluice.core.assistants.model.Role;
import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.assistants.model.RunStatus;
import dev.sluice.core.assistants.model.TokenUsage;
import dev.sluice.core.assistants.model.Tool;
import dev.sluice.core.assistants.request.CreateAssistant;
import dev.sluice.core.assistants.request.CreateMessage;
import dev.sluice.core.assistants.request.CreateRun;
import dev.sluice.core.assistants.request.CreateThread;
import dev.sluice.core.assistants.request.CreateThreadAndRun;
import dev.sluice.core.assistants.request.InputContent;
import dev.sluice.core.assistants.request.InputPart;
import dev.sluice.core.assistants.request.NewToolResources;
import dev.sluice.core.json.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The model without any JSON. */
class ModelTest {
    @Test
    void requestsReadLikeTheCallsTheyMake() {
        CreateAssistant assistant = CreateAssistant.builder()
                .name("Math Tutor")
                .instructions("You are a math tutor. Help solve equations.")
                .model("gpt-4o")
                .tools(Tool.codeInterpreter(), Tool.fileSearch())
                .toolResources(NewToolResources.fileSearchIn(List.of("file-1")))
                .temperature(0.2)
                .metadata("team", "a")
                .metadata("stage", "test")
                .build();
        assertThat(assistant.name()).hasValue("Math Tutor");
        assertThat(assistant.description()).isEmpty();
        assertThat(assistant.tools()).hasSize(2);
        assertThat(assistant.metadata()).containsExactly(Map.entry("team", "a"), Map.entry("stage", "test"));

        CreateThreadAndRun run = CreateThreadAndRun.builder()
                .assistantId("asst_1")
                .thread(CreateThread.builder()
                        .messages(CreateMessage.user("Solve 3x + 11 = 14"))
                        .build())
                .maxCompletionTokens(1000)
                .stream(true)
                .build();
        assertThat(run.thread())
                .map(CreateThread::messages)
                .hasValueSatisfying(messages -> assertThat(messages)
                        .extracting(CreateMessage::content)
                        .containsExactly(InputContent.of("Solve 3x + 11 = 14")));
        assertThat(run.tools()).as("those of the assistant").isEmpty();
        assertThat(CreateRun.builder()
                        .assistantId("asst_1")
                        .tools(List.of())
                        .build()
                        .tools())
                .as("none")
                .hasValue(List.of());
        assertThat(CreateMessage.builder()
                        .content(InputPart.text("What is this?"), InputPart.imageFile("file-1"))
                        .build()
                        .role())
                .isEqualTo(Role.USER);
    }

    @Test
    void aRequestNeedsWhatItCannotDoWithout() {
        assertThatIllegalStateException()
                .isThrownBy(() -> CreateAssistant.builder().name("x").build())
                .withMessage("CreateAssistant needs its model");
        assertThatIllegalStateException().isThrownBy(() -> CreateRun.builder().build());
    }

    @Test
    void valuesDoNotChange() {
        List<Tool> tools = new ArrayList<>(List.of(Tool.codeInterpreter()));
        Assistant assistant =
                Assistant.builder().id("asst_1").model("m").tools(tools).build();
        tools.clear();
        assertThat(assistant.tools()).hasSize(1);
        assertThat(assistant.toBuilder().build()).isEqualTo(assistant);
        assertThat(assistant.toBuilder().name("x").build().name()).hasValue("x");
        assertThat(assistant.name()).isEmpty();
    }

    @Test
    void aMessageIsItsText() {
        Message message = Message.builder()
                .id("msg_1")
                .role(Role.ASSISTANT)
                .content(
                        MessageContent.text("It is "),
                        new MessageContent.Unknown(JsonNode.of(1)),
                        MessageContent.text("1."))
                .build();
        assertThat(message.text()).isEqualTo("It is 1.");
        assertThat(message.toString()).contains("msg_1", "ASSISTANT").doesNotContain("It is");
    }

    @Test
    void aRunTellsWhatItWaitsFor() {
        RequiredToolCall.Function call =
                new RequiredToolCall.Function("call_1", new RequiredFunction("get_weather", "{}"));
        Run run = Run.builder()
                .status(RunStatus.REQUIRES_ACTION)
                .requiredAction(new RequiredAction.SubmitToolOutputs(
                        new PendingToolCalls(List.of(call, new RequiredToolCall.Unknown(JsonNode.of(1))))))
                .build();
        assertThat(run.pendingCalls()).containsExactly(call);
        assertThat(run.toBuilder().requiredAction(null).build().pendingCalls()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(RunStatus.class)
    void aRunHasEndedOrLocksItsThread(RunStatus status) {
        boolean isKnown = status != RunStatus.UNKNOWN;
        assertThat(status.isTerminal() != status.locksThread()).isEqualTo(isKnown);
    }

    @Test
    void usageAddsUp() {
        TokenUsage first = new TokenUsage(260, 12, 272, null, null);
        TokenUsage sum = first.plus(new TokenUsage(284, 42, 326, null, null));
        assertThat(sum.promptTokens()).isEqualTo(544);
        assertThat(sum.completionTokens()).isEqualTo(54);
        assertThat(sum.totalTokens()).isEqualTo(598);
        assertThat(sum.cachedTokens() + sum.reasoningTokens()).isZero();
    }

    @Test
    void aPageKnowsItsEnds() {
        Page<String> page = Page.of(List.of("a", "b", "c"), id -> id, true);
        assertThat(page.firstId()).hasValue("a");
        assertThat(page.lastId()).hasValue("c");
        assertThat(Page.of(List.<String>of(), id -> id, false).firstId()).isEqualTo(Optional.empty());
    }
}
