package dev.sluice.examples.assistants;

import dev.sluice.core.api.Assistants;
import dev.sluice.core.api.AssistantsAsync;
import dev.sluice.core.api.Gateway;
import dev.sluice.core.assistants.model.Tool;
import dev.sluice.core.assistants.request.CreateAssistant;
import dev.sluice.core.assistants.request.CreateMessage;
import dev.sluice.core.assistants.request.CreateThread;
import dev.sluice.core.json.JsonNode;
import dev.sluice.testkit.fake.FakeOpenAi;

/** A gateway over a fake OpenAI. */
final class Fake implements AutoCloseable {
    static final String KEY = "sk-example";

    final FakeOpenAi server = FakeOpenAi.start(KEY);
    private final Gateway gateway =
            Gateway.builder().compatible(server.baseUrl(), KEY).build();

    Assistants assistants() {
        return gateway.assistants();
    }

    AssistantsAsync async() {
        return gateway.assistantsAsync();
    }

    String assistant(Tool... tools) {
        return assistants()
                .createAssistant(
                        CreateAssistant.builder().model("gpt-4o").tools(tools).build())
                .id();
    }

    static Tool weather() {
        return Tool.function(
                "get_weather", "Weather for a city", JsonNode.object().build());
    }

    String thread(String text) {
        return assistants()
                .createThread(CreateThread.builder()
                        .messages(CreateMessage.user(text))
                        .build())
                .id();
    }

    @Override
    public void close() {
        gateway.close();
        server.close();
    }
}
