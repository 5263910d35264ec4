package dev.sluice.e2e.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.MultipartField;
import com.openai.errors.NotFoundException;
import com.openai.models.beta.assistants.Assistant;
import com.openai.models.beta.assistants.AssistantCreateParams;
import com.openai.models.files.FileCreateParams;
import com.openai.models.files.FileObject;
import com.openai.models.files.FilePurpose;
import dev.sluice.e2e.node.NodeWalks;
import dev.sluice.e2e.python.PythonScripts;
import dev.sluice.testkit.fake.RecordedRequest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the page "router models" with each SDK, balanced over both keys. */
@SuppressWarnings("deprecation") // OpenAI deprecates what we keep alive.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RouterModelsIT {
    private static final int ROUNDS = 60;
    private static final String ASSISTANTS = "/v1/assistants";
    private static final String FILES = "/v1/files";

    private TwoKeys keys;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        keys = new TwoKeys(directory);
    }

    @AfterAll
    void stop() {
        keys.close();
    }

    @BeforeEach
    void forget() {
        keys.upstream().forgetRequests();
    }

    @Test
    void java() throws Exception {
        balanced(this::javaExamples);
    }

    @Test
    void node() throws Exception {
        balanced(() -> NodeWalks.run("router-models.mjs", environment()));
    }

    @Test
    void python(@TempDir Path directory) throws Exception {
        PythonScripts python = PythonScripts.orSkip();
        balanced(() -> python.run("router_models.py", directory, environment()));
    }

    private Map<String, String> environment() {
        return Map.of("BASE_URL", keys.url(), "API_KEY", "sk-1234", "ROUNDS", Integer.toString(ROUNDS));
    }

    private void javaExamples() {
        OpenAIClient client = OpenAIOkHttpClient.builder()
                .baseUrl(keys.url())
                .apiKey("sk-1234")
                .build();
        OpenAIClient targeted = OpenAIOkHttpClient.builder()
                .baseUrl(keys.url())
                .apiKey("sk-1234")
                .putHeader("X-LiteLLM-Target-Model", "gpt-4")
                .build();
        try {
            for (int i = 0; i < ROUNDS; i++) {
                Assistant assistant = client.beta()
                        .assistants()
                        .create(AssistantCreateParams.builder()
                                .name("Math Tutor")
                                .instructions("You are a math tutor.")
                                .model("gpt-4")
                                .build());
                assertThat(assistant.model()).isEqualTo("gpt-4");
                upload(client, JsonValue.from("gpt-4"));
                FileObject file = upload(client, JsonValue.from(List.of("gpt-4", "gpt-3.5-turbo")));
                assertThat(client.files().retrieve(file.id()).id()).isEqualTo(file.id());
            }
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> targeted.files().delete("file-abc123"));
            FileObject file = targeted.files().create(file().build());
            assertThat(targeted.files().delete(file.id()).deleted()).isTrue();
        } finally {
            client.close();
            targeted.close();
        }
    }

    private static FileCreateParams.Builder file() {
        return FileCreateParams.builder()
                .purpose(FilePurpose.BATCH)
                .file(MultipartField.<InputStream>builder()
                        .value(new ByteArrayInputStream(new byte[] {'{', '}', '\n'}))
                        .filename("data.jsonl")
                        .build());
    }

    private static FileObject upload(OpenAIClient client, JsonValue targets) {
        return client.files()
                .create(file().putAdditionalBodyProperty("target_model_names", targets)
                        .build());
    }

    /** Runs the examples; where chance took one key too often, once more, since it does so once in 370 times. */
    private void balanced(Examples examples) throws Exception {
        examples.run();
        if (!isBalanced(ASSISTANTS) || !isBalanced(FILES)) {
            keys.upstream().forgetRequests();
            examples.run();
        }
        assertThat(isBalanced(ASSISTANTS)).as("assistants").isTrue();
        assertThat(isBalanced(FILES)).as("files").isTrue();
        assertThat(keys.upstream().requests())
                .filteredOn(request -> request.target().equals(FILES))
                .extracting(RecordedRequest::text)
                .noneMatch(body -> body.contains("target_model_names"));
    }

    /** Within three standard deviations of half and half. */
    private boolean isBalanced(String path) {
        int[] served = keys.served("POST", path);
        int all = served[0] + served[1];
        assertThat(all).isGreaterThanOrEqualTo(ROUNDS);
        double deviation = Math.abs(served[0] - all / 2.0);
        System.out.printf("POST %s: %d by the first key, %d by the second%n", path, served[0], served[1]);
        return deviation <= 3 * Math.sqrt(all / 4.0);
    }

    private interface Examples {
        void run() throws Exception;
    }
}
