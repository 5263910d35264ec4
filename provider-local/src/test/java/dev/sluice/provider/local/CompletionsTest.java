package dev.sluice.provider.local;

import static dev.sluice.provider.local.Local.at;
import static dev.sluice.provider.local.Local.events;
import static dev.sluice.provider.local.Local.json;
import static dev.sluice.provider.local.Local.pieces;
import static dev.sluice.provider.local.Local.post;
import static dev.sluice.provider.local.Local.text;
import static dev.sluice.provider.local.Local.textAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.http.HttpReply;
import dev.sluice.core.json.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompletionsTest {
    @Test
    void answersInOpenAisShapeAndOrder() {
        String reply = text(post("/v1/completions", "Hi there", "{\"prompt\":\"Hello\",\"max_tokens\":1}"));
        assertThat(reply)
                .matches("\\{\"id\":\"cmpl-[A-Za-z0-9]{29}\".*")
                .contains(",\"object\":\"text_completion\",\"created\":1700000000,\"model\":\"mock-1\","
                        + "\"choices\":[{\"text\":\"Hi t\",\"index\":0,\"logprobs\":null,\"finish_reason\":\"length\"}],"
                        + "\"usage\":{\"prompt_tokens\":2,\"completion_tokens\":1,\"total_tokens\":3,");
    }

    @Test
    void answersEveryPromptAsOftenAsAsked() {
        JsonNode reply = json(post("/completions", "x", "{\"prompt\":[\"a\",\"b\"],\"n\":2}"));
        assertThat(at(reply, "choices").elements()).hasSize(4);
        assertThat(at(reply, "choices", 3, "index")).isEqualTo(JsonNode.of(3));
        assertThat(at(reply, "usage", "total_tokens")).isEqualTo(JsonNode.of(6));
    }

    @Test
    void streams() {
        HttpReply reply = post(
                "/completions",
                "Hi there",
                "{\"prompt\":\"a\",\"stream\":true,\"stream_options\":{\"include_usage\":true}}");
        assertThat(pieces(reply)).hasSize(5).last().isEqualTo("data: [DONE]\n\n");
    }

    @Test
    void theChunksAddUpAndEndWithReasonAndUsage() {
        List<JsonNode> events = events(post(
                "/completions",
                "Hi there",
                "{\"prompt\":\"a\",\"stream\":true,\"stream_options\":{\"include_usage\":true}}"));
        assertThat(events.stream().limit(3).map(event -> textAt(event, "choices", 0, "text")))
                .containsExactly("Hi", " there", "");
        assertThat(textAt(events.get(2), "choices", 0, "finish_reason")).isEqualTo("stop");
        assertThat(at(events.get(3), "choices").elements()).isEmpty();
        assertThat(at(events.get(3), "usage", "total_tokens")).isEqualTo(JsonNode.of(3));
        assertThat(Local.memberNames(events.get(0)))
                .containsExactly("id", "object", "created", "model", "choices", "usage");
    }
}
