package dev.sluice.e2e.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.NotFoundException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import java.util.List;
import java.util.stream.Collectors;

/** Models, chat and embeddings. */
final class ChatSteps {
    private static final String ANSWER = "You said: one two – drei 🌍";

    private ChatSteps() {}

    static List<Step> all() {
        return List.of(
                new Step("models", ChatSteps::models),
                new Step("chat completion", ChatSteps::chat),
                new Step("chat completion, streamed", ChatSteps::chatStreamed),
                new Step("embeddings", ChatSteps::embeddings),
                new Step("an error is the typed error of the SDK", ChatSteps::typedError));
    }

    private static ChatCompletionCreateParams.Builder request() {
        return ChatCompletionCreateParams.builder().model("gpt-4o").addUserMessage("one two – drei 🌍");
    }

    private static void models(OpenAIClient client) {
        assertThat(client.models().list().autoPager())
                .anyMatch(model -> model.id().equals("gpt-4o"));
        assertThat(client.models().retrieve("gpt-4o").id()).isEqualTo("gpt-4o");
    }

    private static void chat(OpenAIClient client) {
        ChatCompletion completion = client.chat().completions().create(request().build());

        assertThat(completion.choices().get(0).message().content()).contains(ANSWER);
        assertThat(completion.usage())
                .hasValueSatisfying(usage -> assertThat(usage.totalTokens()).isPositive());
    }

    private static void chatStreamed(OpenAIClient client) {
        ChatCompletionStreamOptions options =
                ChatCompletionStreamOptions.builder().includeUsage(true).build();
        try (StreamResponse<ChatCompletionChunk> stream = client.chat()
                .completions()
                .createStreaming(request().streamOptions(options).build())) {
            List<ChatCompletionChunk> chunks = stream.stream().toList();

            assertThat(chunks.stream()
                            .flatMap(chunk -> chunk.choices().stream())
                            .flatMap(choice -> choice.delta().content().stream())
                            .collect(Collectors.joining()))
                    .isEqualTo(ANSWER);
            assertThat(chunks.get(chunks.size() - 1).usage()).isPresent();
        }
    }

    private static void embeddings(OpenAIClient client) {
        EmbeddingCreateParams.Builder request = EmbeddingCreateParams.builder()
                .model("text-embedding-3-small")
                .inputOfArrayOfStrings(List.of("one", "two"));

        CreateEmbeddingResponse byDefault = client.embeddings().create(request.build());
        CreateEmbeddingResponse numbers = client.embeddings()
                .create(request.encodingFormat(EmbeddingCreateParams.EncodingFormat.FLOAT)
                        .build());

        assertThat(byDefault.data()).hasSize(2);
        assertThat(byDefault.data().get(1).embedding())
                .isEqualTo(numbers.data().get(1).embedding());
    }

    private static void typedError(OpenAIClient client) {
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> client.models().retrieve("gpt-unheard-of"))
                .satisfies(error -> {
                    assertThat(error.statusCode()).isEqualTo(404);
                    assertThat(error.code()).contains("model_not_found");
                    assertThat(error.headers().values("x-request-id"))
                            .singleElement()
                            .asString()
                            .startsWith("req_");
                });
    }
}
