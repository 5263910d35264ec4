package dev.sluice.e2e.sdk;

import com.openai.azure.AzureOpenAIServiceVersion;
import com.openai.azure.AzureUrlPathMode;
import com.openai.azure.credential.AzureApiKeyCredential;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import dev.sluice.e2e.support.Target;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** What a Java user does, with an unmodified client that knows a base URL and a key. */
public final class JavaWalk {
    private JavaWalk() {}

    /** One test for each step. */
    public static Stream<DynamicTest> against(Target target) {
        return against(
                target,
                Stream.of(
                        ChatSteps.all(),
                        ResponseSteps.all(),
                        FileSteps.all(),
                        VectorStoreSteps.all(),
                        MediaSteps.all(),
                        AssistantSteps.all(),
                        RunSteps.all(),
                        UnknownEndpointSteps.all()));
    }

    /** One test for each step that concerns assistants, their threads and files. */
    public static Stream<DynamicTest> ofAssistants(Target target) {
        return against(target, Stream.of(AssistantSteps.all(), RunSteps.all(), LocalSteps.all(), FileSteps.contents()));
    }

    /** The steps that concern assistants, threads and runs, one after the other. */
    public static void ofRuns(Target target) throws Exception {
        ofRuns(client(target));
    }

    /** The same with a client as one of Azure's is made. */
    public static void ofRunsAsAzure(Target target, String apiVersion) throws Exception {
        ofRuns(OpenAIOkHttpClient.builder()
                .baseUrl(target.baseUrl())
                .credential(AzureApiKeyCredential.create(target.key()))
                .azureServiceVersion(AzureOpenAIServiceVersion.fromString(apiVersion))
                .azureUrlPathMode(AzureUrlPathMode.LEGACY)
                .maxRetries(0)
                .build());
    }

    private static void ofRuns(OpenAIClient client) throws Exception {
        try {
            for (Step step : Stream.of(AssistantSteps.all(), RunSteps.all())
                    .flatMap(List::stream)
                    .toList()) {
                step.action().with(client);
            }
        } finally {
            client.close();
        }
    }

    private static OpenAIClient client(Target target) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(target.baseUrl())
                .apiKey(target.key())
                .maxRetries(0)
                .build();
    }

    private static Stream<DynamicTest> against(Target target, Stream<List<Step>> steps) {
        OpenAIClient client = client(target);
        return steps.flatMap(List::stream)
                .map(step ->
                        DynamicTest.dynamicTest(step.name(), () -> step.action().with(client)))
                .onClose(client::close);
    }
}
