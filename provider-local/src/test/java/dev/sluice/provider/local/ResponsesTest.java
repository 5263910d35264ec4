package dev.sluice.provider.local;

import static dev.sluice.provider.local.Local.at;
import static dev.sluice.provider.local.Local.events;
import static dev.sluice.provider.local.Local.json;
import static dev.sluice.provider.local.Local.memberNames;
import static dev.sluice.provider.local.Local.pieces;
import static dev.sluice.provider.local.Local.post;
import static dev.sluice.provider.local.Local.textAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.NullNode;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ResponsesTest {
    @Test
    void answersInOpenAisShapeAndOrder() {
        JsonNode reply = json(post("/v1/responses", "Hi there", "{\"input\":\"Hello\"}"));
        assertThat(memberNames(reply))
                .containsExactly(
                        "id",
                        "object",
                        "created_at",
                        "status",
                        "background",
                        "completed_at",
                        "error",
                        "incomplete_details",
                        "instructions",
                        "max_output_tokens",
                        "max_tool_calls",
                        "model",
                        "output",
                        "parallel_tool_calls",
                        "previous_response_id",
                        "reasoning",
                        "service_tier",
                        "store",
                        "temperature",
                        "text",
                        "tool_choice",
                        "tools",
                        "top_logprobs",
                        "top_p",
                        "truncation",
                        "usage",
                        "user",
                        "metadata");
        assertThat(textAt(reply, "id")).matches("resp_[0-9a-f]{48}");
        assertThat(textAt(reply, "status")).isEqualTo("completed");
        assertThat(at(reply, "created_at")).isEqualTo(JsonNode.of(Local.NOW));
        assertThat(textAt(reply, "output", 0, "id")).matches("msg_[0-9a-f]{48}");
        assertThat(memberNames(at(reply, "output", 0))).containsExactly("id", "type", "status", "content", "role");
        assertThat(textAt(reply, "output", 0, "content", 0, "type")).isEqualTo("output_text");
        assertThat(textAt(reply, "output", 0, "content", 0, "text")).isEqualTo("Hi there");
        assertThat(at(reply, "usage", "total_tokens")).isEqualTo(JsonNode.of(4));
    }

    @Test
    void repeatsTheSettingsOfTheRequest() {
        JsonNode reply = json(
                post(
                        "/responses",
                        "x",
                        "{\"input\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"12345678\"}]}],"
                                + "\"instructions\":\"1234\",\"temperature\":0.30,\"metadata\":{\"k\":\"v\"},\"store\":false}"));
        assertThat(textAt(reply, "instructions")).isEqualTo("1234");
        assertThat(at(reply, "temperature")).isEqualTo(new JsonNode.NumberNode("0.30"));
        assertThat(textAt(reply, "metadata", "k")).isEqualTo("v");
        assertThat(at(reply, "store")).isEqualTo(JsonNode.of(false));
        assertThat(at(reply, "usage", "input_tokens")).isEqualTo(JsonNode.of(3));
    }

    @Test
    void isIncompleteWhereTheLimitEndedIt() {
        JsonNode reply = json(post("/responses", "a".repeat(65), "{\"input\":\"x\",\"max_output_tokens\":16}"));
        assertThat(textAt(reply, "status")).isEqualTo("incomplete");
        assertThat(textAt(reply, "incomplete_details", "reason")).isEqualTo("max_output_tokens");
        assertThat(textAt(reply, "output", 0, "status")).isEqualTo("incomplete");
        assertThat(textAt(reply, "output", 0, "content", 0, "text")).hasSize(64);
        assertThat(at(reply, "completed_at")).isEqualTo(NullNode.NULL);
    }

    @Test
    void streamsTheEventsInTheirOrder() {
        List<JsonNode> events = events(post("/responses", "Hi there", "{\"input\":\"x\",\"stream\":true}"));
        assertThat(events.stream().map(event -> textAt(event, "type")))
                .containsExactly(
                        "response.created",
                        "response.in_progress",
                        "response.output_item.added",
                        "response.content_part.added",
                        "response.output_text.delta",
                        "response.output_text.delta",
                        "response.output_text.done",
                        "response.content_part.done",
                        "response.output_item.done",
                        "response.completed");
        for (int i = 0; i < events.size(); i++) {
            assertThat(at(events.get(i), "sequence_number")).isEqualTo(JsonNode.of(i));
        }
        assertThat(textAt(events.get(0), "response", "status")).isEqualTo("in_progress");
        assertThat(at(events.get(0), "response", "usage")).isEqualTo(NullNode.NULL);
        assertThat(textAt(events.get(6), "text")).isEqualTo("Hi there");
        assertThat(events.stream()
                        .flatMap(event -> event.get("delta").stream())
                        .map(delta -> delta.asText().orElseThrow())
                        .collect(Collectors.joining()))
                .isEqualTo("Hi there");
        assertThat(at(events.get(9), "response", "usage", "output_tokens")).isEqualTo(JsonNode.of(2));
        assertThat(textAt(events.get(9), "response", "id")).isEqualTo(textAt(events.get(0), "response", "id"));
        String messageId = textAt(events.get(9), "response", "output", 0, "id");
        assertThat(events.subList(3, 8))
                .allSatisfy(event -> assertThat(textAt(event, "item_id")).isEqualTo(messageId));
    }

    @Test
    void everyFrameNamesItsEventAndNothingFollowsTheLast() {
        List<String> frames = pieces(post("/responses", "Hi", "{\"input\":\"x\",\"stream\":true}"));
        assertThat(frames)
                .allMatch(frame -> frame.matches("event: (\\S+)\ndata: \\{\"type\":\"\\1\",.*}\n\n"))
                .last()
                .asString()
                .startsWith("event: response.completed\n");
    }

    @Test
    void aStreamThatIsCutEndsIncomplete() {
        List<JsonNode> events = events(
                post("/responses", "a".repeat(65), "{\"input\":\"x\",\"max_output_tokens\":16,\"stream\":true}"));
        assertThat(textAt(events.get(events.size() - 1), "type")).isEqualTo("response.incomplete");
    }
}
