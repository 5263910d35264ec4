package dev.sluice.e2e.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.errors.NotFoundException;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.beta.assistants.Assistant;
import com.openai.models.beta.assistants.AssistantCreateParams;
import com.openai.models.beta.assistants.AssistantListParams;
import com.openai.models.beta.assistants.AssistantUpdateParams;
import com.openai.models.beta.threads.Thread;
import com.openai.models.beta.threads.messages.Message;
import com.openai.models.beta.threads.messages.MessageCreateParams;
import java.util.List;
import java.util.Map;

/** Assistants, threads and messages. */
@SuppressWarnings(
        "deprecation") // the SDK marks this API as deprecated; that programs which use it go on working is the point
final class AssistantSteps {
    private AssistantSteps() {}

    static List<Step> all() {
        return List.of(
                new Step("assistants created, changed, listed, deleted", AssistantSteps::assistants),
                new Step("thread and messages", AssistantSteps::threads));
    }

    /** An assistant that repeats what it hears. */
    static Assistant talker(OpenAIClient client) {
        return client.beta()
                .assistants()
                .create(AssistantCreateParams.builder()
                        .model("gpt-4o")
                        .instructions("Repeat.")
                        .build());
    }

    /** An assistant that asks for the weather. */
    static Assistant caller(OpenAIClient client) {
        FunctionParameters parameters = FunctionParameters.builder()
                .putAdditionalProperty("type", JsonValue.from("object"))
                .putAdditionalProperty("properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                .putAdditionalProperty("required", JsonValue.from(List.of("city")))
                .build();
        return client.beta()
                .assistants()
                .create(AssistantCreateParams.builder()
                        .model("gpt-4o")
                        .addFunctionTool(FunctionDefinition.builder()
                                .name("weather")
                                .parameters(parameters)
                                .build())
                        .build());
    }

    /** A thread with one message of the user. */
    static Thread thread(OpenAIClient client, String text) {
        Thread thread = client.beta().threads().create();
        say(client, thread.id(), text);
        return thread;
    }

    /** Adds a message of the user. */
    static Message say(OpenAIClient client, String thread, String text) {
        return client.beta()
                .threads()
                .messages()
                .create(
                        thread,
                        MessageCreateParams.builder()
                                .role(MessageCreateParams.Role.USER)
                                .content(text)
                                .build());
    }

    private static void assistants(OpenAIClient client) {
        Assistant assistant = talker(client);
        Assistant other = caller(client);

        Assistant renamed = client.beta()
                .assistants()
                .update(
                        assistant.id(),
                        AssistantUpdateParams.builder().name("Echo").build());
        assertThat(renamed.name()).contains("Echo");
        assertThat(client
                        .beta()
                        .assistants()
                        .list(AssistantListParams.builder().limit(1).build())
                        .autoPager()
                        .stream()
                        .map(Assistant::id))
                .contains(assistant.id(), other.id());

        assertThat(client.beta().assistants().delete(assistant.id()).deleted()).isTrue();
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> client.beta().assistants().retrieve(assistant.id()))
                .withMessageContaining("No assistant found with id");
    }

    private static void threads(OpenAIClient client) {
        Thread thread = thread(client, "hello there");
        say(client, thread.id(), "and more");

        assertThat(client.beta().threads().messages().list(thread.id()).autoPager().stream()
                        .map(RunSteps::textOf))
                .containsExactly("and more", "hello there");

        assertThat(client.beta().threads().delete(thread.id()).deleted()).isTrue();
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> client.beta().threads().retrieve(thread.id()));
    }
}
