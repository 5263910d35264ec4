package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.e2e.node.NodeWalks;
import dev.sluice.e2e.sdk.JavaWalk;
import dev.sluice.e2e.support.GatewayTarget;
import dev.sluice.e2e.support.Target;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** The official SDKs against assistants that the built jar serves itself, on a model behind either API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AssistantsLocalIT {
    private final GatewayTarget chat = GatewayTarget.startServingAssistants("chat");
    private final GatewayTarget responses = GatewayTarget.startServingAssistants("responses");

    AssistantsLocalIT() throws IOException, InterruptedException {}

    @AfterAll
    void close() throws IOException {
        assertThat(chat.upstream().requests()).isNotEmpty();
        chat.close();
        responses.close();
    }

    @TestFactory
    Stream<DynamicTest> by_chat_completions() throws IOException, InterruptedException {
        return walk(chat.at("/v1"));
    }

    @TestFactory
    Stream<DynamicTest> by_responses() throws IOException, InterruptedException {
        return walk(responses.at("/openai/v1"));
    }

    private static Stream<DynamicTest> walk(Target target) throws IOException, InterruptedException {
        return Stream.concat(JavaWalk.ofAssistants(target), NodeWalks.against(target, "walk-assistants"));
    }
}
