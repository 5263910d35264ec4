package dev.sluice.e2e.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.NotFoundException;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import java.util.List;
import java.util.stream.Collectors;

/** The Responses API. */
final class ResponseSteps {
    private static final String ANSWER = "You said: tell me more";

    private ResponseSteps() {}

    static List<Step> all() {
        return List.of(
                new Step("response, followed, retrieved, deleted", ResponseSteps::plain),
                new Step("response, streamed", ResponseSteps::streamed));
    }

    private static ResponseCreateParams.Builder request() {
        return ResponseCreateParams.builder().model("gpt-4o").input("tell me more");
    }

    private static void plain(OpenAIClient client) {
        Response response = client.responses().create(request().build());
        assertThat(textOf(response)).isEqualTo(ANSWER);

        Response next = client.responses()
                .create(request().previousResponseId(response.id()).build());
        assertThat(next.previousResponseId()).contains(response.id());

        assertThat(textOf(client.responses().retrieve(response.id()))).isEqualTo(ANSWER);
        assertThat(client.responses().inputItems().list(response.id()).autoPager())
                .hasSize(1);

        client.responses().delete(response.id());
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> client.responses().retrieve(response.id()));
    }

    private static void streamed(OpenAIClient client) {
        try (StreamResponse<ResponseStreamEvent> stream =
                client.responses().createStreaming(request().build())) {
            List<ResponseStreamEvent> events = stream.stream().toList();

            assertThat(events.get(0).isCreated()).isTrue();
            assertThat(events.get(events.size() - 1).isCompleted()).isTrue();
            assertThat(events.stream()
                            .flatMap(event -> event.outputTextDelta().stream())
                            .map(delta -> delta.delta())
                            .collect(Collectors.joining()))
                    .isEqualTo(ANSWER);
        }
    }

    private static String textOf(Response response) {
        return response.output().stream()
                .flatMap(item -> item.message().stream())
                .flatMap(message -> message.content().stream())
                .flatMap(content -> content.outputText().stream())
                .map(text -> text.text())
                .collect(Collectors.joining());
    }
}
