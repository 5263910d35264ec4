package dev.sluice.e2e.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.models.beta.assistants.AssistantStreamEvent;
import com.openai.models.beta.threads.Thread;
import com.openai.models.beta.threads.ThreadCreateAndRunParams;
import com.openai.models.beta.threads.messages.Message;
import com.openai.models.beta.threads.messages.MessageListParams;
import com.openai.models.beta.threads.runs.Run;
import com.openai.models.beta.threads.runs.RunListParams;
import com.openai.models.beta.threads.runs.RunUpdateParams;
import java.util.ArrayList;
import java.util.List;

/** What a gateway that serves assistants itself must do as well: pages, and a thread with its run in one. */
@SuppressWarnings(
        "deprecation") // the SDK marks this API as deprecated; that programs which use it go on working is the point
final class LocalSteps {
    private static final int MESSAGES = 25;

    private LocalSteps() {}

    static List<Step> all() {
        return List.of(
                new Step("messages, page by page", LocalSteps::pages),
                new Step("thread and run in one", LocalSteps::atOnce),
                new Step("thread and run in one, streamed", LocalSteps::atOnceStreamed),
                new Step("runs listed and changed", LocalSteps::runs));
    }

    private static void pages(OpenAIClient client) {
        Thread thread = client.beta().threads().create();
        List<String> made = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            made.add(AssistantSteps.say(client, thread.id(), "message " + i).id());
        }

        assertThat(client
                        .beta()
                        .threads()
                        .messages()
                        .list(
                                thread.id(),
                                MessageListParams.builder()
                                        .limit(10)
                                        .order(MessageListParams.Order.ASC)
                                        .build())
                        .autoPager()
                        .stream()
                        .map(Message::id))
                .isEqualTo(made);
    }

    private static ThreadCreateAndRunParams request(OpenAIClient client, String text) {
        return ThreadCreateAndRunParams.builder()
                .assistantId(AssistantSteps.talker(client).id())
                .thread(ThreadCreateAndRunParams.Thread.builder()
                        .addMessage(ThreadCreateAndRunParams.Thread.Message.builder()
                                .role(ThreadCreateAndRunParams.Thread.Message.Role.USER)
                                .content(text)
                                .build())
                        .build())
                .build();
    }

    private static void atOnce(OpenAIClient client) {
        Run run = RunSteps.settled(client, client.beta().threads().createAndRun(request(client, "at once")));

        assertThat(run.usage().orElseThrow().totalTokens()).isPositive();
        assertThat(client.beta().threads().messages().list(run.threadId()).items().stream()
                        .map(RunSteps::textOf))
                .containsExactly("You said: at once", "at once");
    }

    private static void atOnceStreamed(OpenAIClient client) {
        try (StreamResponse<AssistantStreamEvent> stream =
                client.beta().threads().createAndRunStreaming(request(client, "streamed"))) {
            List<AssistantStreamEvent> events = stream.stream().toList();

            assertThat(events.get(0).isThreadCreated()).isTrue();
            assertThat(events.get(1).isThreadRunCreated()).isTrue();
            assertThat(events.get(events.size() - 1).isThreadRunCompleted()).isTrue();
        }
    }

    private static void runs(OpenAIClient client) {
        Run run = RunSteps.settled(client, client.beta().threads().createAndRun(request(client, "listed")));

        Run changed = client.beta()
                .threads()
                .runs()
                .update(
                        run.id(),
                        RunUpdateParams.builder()
                                .threadId(run.threadId())
                                .metadata(RunUpdateParams.Metadata.builder()
                                        .putAdditionalProperty("seen", JsonValue.from("yes"))
                                        .build())
                                .build());

        assertThat(changed.metadata().orElseThrow()._additionalProperties()).containsKey("seen");
        assertThat(client
                        .beta()
                        .threads()
                        .runs()
                        .list(run.threadId(), RunListParams.builder().limit(1).build())
                        .autoPager()
                        .stream()
                        .map(Run::id))
                .containsExactly(run.id());
    }
}
