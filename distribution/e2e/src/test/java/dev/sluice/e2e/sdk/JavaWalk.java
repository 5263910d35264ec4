package dev.sluice.e2e.sdk;

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

    private static Stream<DynamicTest> against(Target target, Stream<List<Step>> steps) {
        OpenAIClient client = OpenAIOkHttpClient.builder()
                .baseUrl(target.baseUrl())
                .apiKey(target.key())
                .maxRetries(0)
                .build();
        return steps.flatMap(List::stream)
                .map(step ->
                        DynamicTest.dynamicTest(step.name(), () -> step.action().with(client)))
                .onClose(client::close);
    }
}
