package dev.sluice.examples.assistants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.api.Assistants;
import dev.sluice.core.api.Gateway;
import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.assistants.model.RunStatus;
import dev.sluice.core.assistants.model.Tool;
import dev.sluice.core.assistants.request.CreateAssistant;
import dev.sluice.core.assistants.request.CreateMessage;
import dev.sluice.core.assistants.request.CreateThread;
import dev.sluice.core.log.LogEvent;
import dev.sluice.testkit.RecordingLogSink;
import dev.sluice.testkit.fake.FakeAzure;
import dev.sluice.testkit.fake.FakeOpenAi;
import dev.sluice.testkit.fake.RecordedRequest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same walk over every kind of server: waiting, asynchronous, streamed, and with a function. */
@Timeout(120)
class ServersTest {
    private static final String KEY = "sk-servers";

    private static void walk(Gateway gateway, String model) throws Exception {
        Assistants assistants = gateway.assistants();
        assertThat(MathTutor.ask(assistants, "Solve 3x + 11 = 14")).contains("Solve 3x + 11 = 14");
        String talker = assistant(assistants, model);
        assertThat(AsyncTutor.ask(gateway.assistantsAsync(), talker, "2 + 2")
                        .toCompletableFuture()
                        .get(30, TimeUnit.SECONDS))
                .contains("2 + 2");
        StringBuilder out = new StringBuilder();
        StreamedTutor.print(assistants, thread(assistants, "Event by event"), talker, out);
        StreamedTutor.handle(assistants, thread(assistants, "Piece by piece"), talker, out);
        assertThat(out.toString()).contains("Event by event", "Piece by piece");
        Run run = WeatherAssistant.run(
                assistants,
                thread(assistants, "Weather in Oslo?"),
                assistant(assistants, model, Fake.weather()),
                arguments -> "{\"celsius\":-3}");
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(OperationGuide.errors(assistants, "thread_nope")).isEqualTo("There is no thread thread_nope");
    }

    private static String assistant(Assistants assistants, String model, Tool... tools) {
        return assistants
                .createAssistant(
                        CreateAssistant.builder().model(model).tools(tools).build())
                .id();
    }

    private static String thread(Assistants assistants, String text) {
        return assistants
                .createThread(CreateThread.builder()
                        .messages(CreateMessage.user(text))
                        .build())
                .id();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/v1", "/v1/"})
    void aCompatibleServer(String version) throws Exception {
        try (FakeOpenAi fake = FakeOpenAi.start(KEY);
                Gateway gateway =
                        OperationGuide.compatible("http://127.0.0.1:" + fake.port() + version, KEY, "astra-token")) {
            walk(gateway, "openai/gpt-4o");
            assertThat(fake.requests()).allSatisfy(request -> {
                assertThat(request.target()).startsWith("/v1/");
                assertThat(request.headers().first("astra-api-token")).contains("astra-token");
                assertThat(request.headers().first("Authorization")).contains("Bearer " + KEY);
                assertThat(request.headers().first("OpenAI-Beta")).contains("assistants=v2");
            });
            assertThat(fake.requests().stream().map(RecordedRequest::text))
                    .anyMatch(body -> body.contains("\"model\":\"openai/gpt-4o\""));
        }
    }

    @Test
    void azure() throws Exception {
        try (FakeAzure fake = FakeAzure.start(Set.of("gpt-4o"), KEY);
                Gateway gateway = OperationGuide.azure(fake.endpoint(), KEY)) {
            walk(gateway, "gpt-4o");
            List<RecordedRequest> requests = fake.requests();
            assertThat(requests).allSatisfy(request -> {
                assertThat(request.target()).startsWith("/openai/").contains("api-version=2025-04-01-preview");
                assertThat(request.headers().first("api-key")).contains(KEY);
                assertThat(request.headers().contains("Authorization")).isFalse();
            });
        }
    }

    @Test
    void theGatewayItself() throws Exception {
        try (FakeOpenAi fake = FakeOpenAi.start(KEY);
                Gateway gateway = OperationGuide.local(fake.baseUrl(), KEY)) {
            walk(gateway, "gpt-4o");
            assertThat(fake.requests().stream().map(RecordedRequest::target))
                    .isNotEmpty()
                    .allMatch("/v1/chat/completions"::equals);
        }
    }

    @Test
    void runsOfTheGatewayItselfAreRecorded() throws Exception {
        RecordingLogSink log = new RecordingLogSink();
        try (FakeOpenAi fake = FakeOpenAi.start(KEY);
                Gateway gateway = Gateway.builder()
                        .local()
                        .compatible(fake.baseUrl(), KEY)
                        .log(log)
                        .build()) {
            assertThat(MathTutor.ask(gateway.assistants(), "2 + 2")).contains("2 + 2");
            assertThat(log.events()).hasAtLeastOneElementOfType(LogEvent.RunStarted.class);
        }
    }
}
