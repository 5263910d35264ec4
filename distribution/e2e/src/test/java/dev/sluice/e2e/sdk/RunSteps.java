package dev.sluice.e2e.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.models.beta.assistants.AssistantStreamEvent;
import com.openai.models.beta.threads.Thread;
import com.openai.models.beta.threads.messages.Message;
import com.openai.models.beta.threads.runs.RequiredActionFunctionToolCall;
import com.openai.models.beta.threads.runs.Run;
import com.openai.models.beta.threads.runs.RunCancelParams;
import com.openai.models.beta.threads.runs.RunCreateParams;
import com.openai.models.beta.threads.runs.RunRetrieveParams;
import com.openai.models.beta.threads.runs.RunStatus;
import com.openai.models.beta.threads.runs.RunSubmitToolOutputsParams;
import com.openai.models.beta.threads.runs.steps.StepListParams;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Runs: plain and streamed, with and without a function. */
@SuppressWarnings(
        "deprecation") // the SDK marks this API as deprecated; that programs which use it go on working is the point
final class RunSteps {
    private static final Set<RunStatus> ON_THE_WAY =
            Set.of(RunStatus.QUEUED, RunStatus.IN_PROGRESS, RunStatus.CANCELLING);

    private RunSteps() {}

    static List<Step> all() {
        return List.of(
                new Step("run", RunSteps::plain),
                new Step("run, streamed", RunSteps::streamed),
                new Step("run that calls a function", RunSteps::function),
                new Step("run that calls a function, streamed", RunSteps::functionStreamed),
                new Step("run cancelled", RunSteps::cancelled));
    }

    static String textOf(Message message) {
        return message.content().stream()
                .map(part -> part.asText().text().value())
                .collect(Collectors.joining());
    }

    private static void plain(OpenAIClient client) {
        Thread thread = AssistantSteps.thread(client, "hello there");

        Run run = client.beta()
                .threads()
                .runs()
                .create(thread.id(), request(AssistantSteps.talker(client).id()));

        assertThat(status(client, run)).isEqualTo(RunStatus.COMPLETED);
        assertThat(latest(client, thread)).isEqualTo("You said: hello there");
        assertThat(client.beta()
                        .threads()
                        .runs()
                        .steps()
                        .list(
                                run.id(),
                                StepListParams.builder().threadId(thread.id()).build())
                        .autoPager())
                .hasSize(1);
    }

    private static void streamed(OpenAIClient client) {
        Thread thread = AssistantSteps.thread(client, "hello again");

        List<AssistantStreamEvent> events =
                stream(client, thread, AssistantSteps.talker(client).id());

        assertThat(events.get(0).isThreadRunCreated()).isTrue();
        assertThat(events.stream()
                        .flatMap(event -> event.threadMessageDelta().stream())
                        .flatMap(event -> event.data().delta().content().orElseThrow().stream())
                        .map(part -> part.asText().text().orElseThrow().value().orElseThrow())
                        .collect(Collectors.joining()))
                .isEqualTo("You said: hello again");
        assertThat(events.get(events.size() - 1).isThreadRunCompleted()).isTrue();
    }

    private static void function(OpenAIClient client) {
        Thread thread = AssistantSteps.thread(client, "how is the weather");
        Run run = client.beta()
                .threads()
                .runs()
                .create(thread.id(), request(AssistantSteps.caller(client).id()));
        Run waiting = settled(client, run);
        assertThat(waiting.status()).isEqualTo(RunStatus.REQUIRES_ACTION);
        assertThatExceptionOfType(BadRequestException.class)
                .isThrownBy(() -> AssistantSteps.say(client, thread.id(), "too early"))
                .withMessageContaining("while a run " + run.id() + " is active");

        client.beta().threads().runs().submitToolOutputs(outputs(waiting, "rain"));

        assertThat(status(client, run)).isEqualTo(RunStatus.COMPLETED);
        assertThat(latest(client, thread)).isEqualTo("You said: rain");
    }

    private static void functionStreamed(OpenAIClient client) {
        Thread thread = AssistantSteps.thread(client, "how is the weather");
        List<AssistantStreamEvent> events =
                stream(client, thread, AssistantSteps.caller(client).id());
        Run waiting = events.get(events.size() - 1).asThreadRunRequiresAction().data();
        assertThat(calls(waiting).get(0).function().arguments()).isEqualTo("{\"city\":\"example city\"}");

        try (StreamResponse<AssistantStreamEvent> resumed =
                client.beta().threads().runs().submitToolOutputsStreaming(outputs(waiting, "sunny"))) {
            List<AssistantStreamEvent> rest = resumed.stream().toList();

            assertThat(rest.get(0).isThreadRunStepCompleted()).isTrue();
            assertThat(rest.get(rest.size() - 1).isThreadRunCompleted()).isTrue();
        }
        assertThat(latest(client, thread)).isEqualTo("You said: sunny");
    }

    private static void cancelled(OpenAIClient client) {
        Thread thread = AssistantSteps.thread(client, "how is the weather");
        Run run = client.beta()
                .threads()
                .runs()
                .create(thread.id(), request(AssistantSteps.caller(client).id()));

        Run cancelling = client.beta()
                .threads()
                .runs()
                .cancel(
                        run.id(),
                        RunCancelParams.builder().threadId(thread.id()).build());

        assertThat(cancelling.status()).isEqualTo(RunStatus.CANCELLING);
        assertThat(status(client, run)).isEqualTo(RunStatus.CANCELLED);
    }

    private static RunCreateParams request(String assistant) {
        return RunCreateParams.builder().assistantId(assistant).build();
    }

    private static List<AssistantStreamEvent> stream(OpenAIClient client, Thread thread, String assistant) {
        try (StreamResponse<AssistantStreamEvent> stream =
                client.beta().threads().runs().createStreaming(thread.id(), request(assistant))) {
            return stream.stream().toList();
        }
    }

    private static Run retrieve(OpenAIClient client, Run run) {
        return client.beta()
                .threads()
                .runs()
                .retrieve(
                        run.id(),
                        RunRetrieveParams.builder().threadId(run.threadId()).build());
    }

    /** The run once it is over or waits for outputs. */
    static Run settled(OpenAIClient client, Run run) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        Run now = retrieve(client, run);
        while (ON_THE_WAY.contains(now.status())) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Still " + now.status());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            now = retrieve(client, run);
        }
        return now;
    }

    private static RunStatus status(OpenAIClient client, Run run) {
        return settled(client, run).status();
    }

    private static String latest(OpenAIClient client, Thread thread) {
        return textOf(
                client.beta().threads().messages().list(thread.id()).items().get(0));
    }

    private static List<RequiredActionFunctionToolCall> calls(Run waiting) {
        return waiting.requiredAction().orElseThrow().submitToolOutputs().toolCalls();
    }

    private static RunSubmitToolOutputsParams outputs(Run waiting, String output) {
        RunSubmitToolOutputsParams.Builder outputs = RunSubmitToolOutputsParams.builder()
                .threadId(waiting.threadId())
                .runId(waiting.id());
        for (RequiredActionFunctionToolCall call : calls(waiting)) {
            outputs.addToolOutput(RunSubmitToolOutputsParams.ToolOutput.builder()
                    .toolCallId(call.id())
                    .output(output)
                    .build());
        }
        return outputs.build();
    }
}
