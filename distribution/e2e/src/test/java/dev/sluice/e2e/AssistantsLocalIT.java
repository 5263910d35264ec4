package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.e2e.node.NodeWalks;
import dev.sluice.e2e.python.PythonScripts;
import dev.sluice.e2e.sdk.JavaWalk;
import dev.sluice.e2e.support.GatewayTarget;
import dev.sluice.e2e.support.PostgresServer;
import dev.sluice.e2e.support.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The official SDKs against assistants that the built jar serves itself, on a model behind either API, in either database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AssistantsLocalIT {
    private static final String FLOWS = "local_assistants.py";

    @TempDir
    private Path directory;

    private final PostgresServer postgres = PostgresServer.start();
    private final GatewayTarget chat = GatewayTarget.startServingAssistants("chat");
    private final GatewayTarget responses = GatewayTarget.startServingAssistants("responses");
    private final GatewayTarget chatInPostgres = GatewayTarget.startServingAssistants("chat", postgres.url("chat"));
    private final GatewayTarget responsesInPostgres =
            GatewayTarget.startServingAssistants("responses", postgres.url("responses"));

    AssistantsLocalIT() throws IOException, InterruptedException {}

    @AfterAll
    void close() throws IOException {
        for (GatewayTarget each : new GatewayTarget[] {chat, responses, chatInPostgres, responsesInPostgres}) {
            assertThat(each.upstream().requests()).isNotEmpty();
            each.close();
        }
        postgres.close();
    }

    @TestFactory
    Stream<DynamicTest> by_chat_completions() throws IOException, InterruptedException {
        return walk(chat.at("/v1"));
    }

    @TestFactory
    Stream<DynamicTest> by_responses() throws IOException, InterruptedException {
        return walk(responses.at("/openai/v1"));
    }

    @TestFactory
    Stream<DynamicTest> by_chat_completions_in_postgresql() throws IOException, InterruptedException {
        return walk(chatInPostgres.at(""));
    }

    @TestFactory
    Stream<DynamicTest> by_responses_in_postgresql() throws IOException, InterruptedException {
        return walk(responsesInPostgres.at("/openai"));
    }

    private Stream<DynamicTest> walk(Target target) throws IOException, InterruptedException {
        Stream<DynamicTest> node = Stream.concat(
                NodeWalks.against(target, "walk-assistants"), NodeWalks.against(target, "local-assistants"));
        return Stream.concat(JavaWalk.ofAssistants(target), Stream.concat(node, python(target)));
    }

    private Stream<DynamicTest> python(Target target) {
        // The SDK deprecates all of this API.
        Map<String, String> environment = Map.of(
                "BASE_URL", target.baseUrl(), "API_KEY", target.key(), "PYTHONWARNINGS", "ignore::DeprecationWarning");
        return Stream.of(
                DynamicTest.dynamicTest(FLOWS, () -> PythonScripts.orSkip().run(FLOWS, directory, environment)),
                DynamicTest.dynamicTest(
                        FLOWS + " by version 2",
                        () -> PythonScripts.version2OrSkip().run(FLOWS, directory, environment)));
    }
}
