package dev.sluice.e2e.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.azure.AzureOpenAIServiceVersion;
import com.openai.azure.AzureUrlPathMode;
import com.openai.azure.credential.AzureApiKeyCredential;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.beta.assistants.Assistant;
import com.openai.models.beta.assistants.AssistantCreateParams;
import com.openai.models.beta.threads.Thread;
import com.openai.models.beta.threads.ThreadCreateParams;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import dev.sluice.e2e.node.NodeWalks;
import dev.sluice.e2e.python.PythonScripts;
import dev.sluice.testkit.fake.RecordedRequest;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The SDKs as clients of Azure, unmodified: the gateway takes Azure's paths and key header, and serves router models. */
@SuppressWarnings("deprecation") // OpenAI deprecates what we keep alive.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AzureClientsIT {
    private static final String KEY = "sk-1234";

    private TwoKeys keys;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        keys = new TwoKeys(directory);
    }

    @AfterAll
    void stop() {
        keys.close();
    }

    /** Whatever form of path the client chose, the upstream is OpenAI, and sees OpenAI's. */
    @AfterEach
    void upstreamSawPlainPaths() {
        assertThat(keys.upstream().requests())
                .isNotEmpty()
                .extracting(RecordedRequest::target)
                .allMatch(target -> target.startsWith("/v1/"))
                .noneMatch(target -> target.contains("deployments"));
        keys.upstream().forgetRequests();
    }

    @Test
    void javaOnTheClassicSurface() {
        walk(keys.endpoint(), AzureUrlPathMode.LEGACY);
    }

    @Test
    void javaOnTheV1Surface() {
        walk(keys.endpoint() + "/openai/v1", AzureUrlPathMode.UNIFIED);
    }

    @Test
    void node() throws Exception {
        NodeWalks.run("azure-client.mjs", Map.of("ENDPOINT", keys.endpoint(), "API_KEY", KEY));
    }

    @Test
    void python(@TempDir Path directory) throws Exception {
        PythonScripts python = PythonScripts.orSkip();
        python.run("azure_client.py", directory, Map.of("ENDPOINT", keys.endpoint(), "API_KEY", KEY));
    }

    private static void walk(String baseUrl, AzureUrlPathMode mode) {
        OpenAIClient client = OpenAIOkHttpClient.builder()
                .baseUrl(baseUrl)
                .credential(AzureApiKeyCredential.create(KEY))
                .azureServiceVersion(AzureOpenAIServiceVersion.latestStableVersion())
                .azureUrlPathMode(mode)
                .maxRetries(0)
                .build();
        try {
            chat(client);
            assertThat(client.embeddings()
                            .create(EmbeddingCreateParams.builder()
                                    .model("gpt-4")
                                    .input("hello")
                                    .build())
                            .data())
                    .hasSize(1);
            assistants(client);
        } finally {
            client.close();
        }
    }

    private static void chat(OpenAIClient client) {
        ChatCompletionCreateParams hello = ChatCompletionCreateParams.builder()
                .model("gpt-4")
                .addUserMessage("hello")
                .build();
        assertThat(client.chat()
                        .completions()
                        .create(hello)
                        .choices()
                        .get(0)
                        .message()
                        .content())
                .hasValueSatisfying(text -> assertThat(text).contains("hello"));
        StringBuilder streamed = new StringBuilder();
        try (StreamResponse<ChatCompletionChunk> chunks =
                client.chat().completions().createStreaming(hello)) {
            chunks.stream()
                    .flatMap(chunk -> chunk.choices().stream())
                    .forEach(choice -> choice.delta().content().ifPresent(streamed::append));
        }
        assertThat(streamed.toString()).contains("hello");
    }

    private static void assistants(OpenAIClient client) {
        Assistant assistant = client.beta()
                .assistants()
                .create(AssistantCreateParams.builder().model("gpt-4").build());
        Thread thread = client.beta()
                .threads()
                .create(ThreadCreateParams.builder()
                        .addMessage(ThreadCreateParams.Message.builder()
                                .role(ThreadCreateParams.Message.Role.USER)
                                .content("hello")
                                .build())
                        .build());
        assertThat(client.beta().threads().messages().list(thread.id()).data()).hasSize(1);
        assertThat(client.beta().threads().delete(thread.id()).deleted()).isTrue();
        assertThat(client.beta().assistants().delete(assistant.id()).deleted()).isTrue();
    }
}
