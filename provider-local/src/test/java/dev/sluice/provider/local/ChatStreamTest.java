package dev.sluice.provider.local;

import static dev.sluice.provider.local.Local.at;
import static dev.sluice.provider.local.Local.events;
import static dev.sluice.provider.local.Local.pieces;
import static dev.sluice.provider.local.Local.post;
import static dev.sluice.provider.local.Local.textAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.http.HttpReply;
import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.NullNode;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatStreamTest {
    private static final String HELLO = "{\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}],\"stream\":true%s}";

    private static HttpReply stream(String mock, String more) {
        return post("/v1/chat/completions", mock, HELLO.formatted(more));
    }

    @Test
    void sendsOneFrameForEveryWord() {
        HttpReply reply = stream("Hi there", "");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers().first("Content-Type")).hasValue("text/event-stream; charset=utf-8");
        assertThat(reply.headers().contains("Content-Length")).isFalse();
        List<String> frames = pieces(reply);
        String id = frames.get(0).substring(13, 51);
        assertThat(id).matches("chatcmpl-[A-Za-z0-9]{29}");
        String start = "data: {\"id\":\"" + id + "\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,"
                + "\"model\":\"mock-1\",\"service_tier\":\"default\",\"system_fingerprint\":null,"
                + "\"choices\":[{\"index\":0,\"delta\":";
        assertThat(frames)
                .containsExactly(
                        start + "{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null},\"logprobs\":null,"
                                + "\"finish_reason\":null}]}\n\n",
                        start + "{\"content\":\"Hi\"},\"logprobs\":null,\"finish_reason\":null}]}\n\n",
                        start + "{\"content\":\" there\"},\"logprobs\":null,\"finish_reason\":null}]}\n\n",
                        start + "{},\"logprobs\":null,\"finish_reason\":\"stop\"}]}\n\n",
                        "data: [DONE]\n\n");
    }

    @Test
    void endsWithTheUsageWhereAsked() {
        List<JsonNode> events = events(stream("Hi there", ",\"stream_options\":{\"include_usage\":true}"));
        JsonNode last = events.get(events.size() - 1);
        assertThat(at(last, "choices").elements()).isEmpty();
        assertThat(at(last, "usage", "total_tokens")).isEqualTo(JsonNode.of(4));
        assertThat(events.subList(0, events.size() - 1))
                .allSatisfy(event -> assertThat(at(event, "usage")).isEqualTo(NullNode.NULL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a", "  two  words \n", "line\nline\r\n", "漢字 😀 \u2028 end", "tail   "})
    void theDeltasAddUpToTheText(String mock) {
        String sum = events(stream(mock, "")).stream()
                .flatMap(event -> at(event, "choices", 0, "delta").get("content").stream())
                .map(content -> content.asText().orElseThrow())
                .collect(Collectors.joining());
        assertThat(sum).isEqualTo(mock);
    }

    @Test
    void choicesTakeTurns() {
        List<JsonNode> events = events(stream("one two", ",\"n\":2"));
        assertThat(events.stream().map(event -> at(event, "choices", 0, "index")))
                .containsExactly(
                        JsonNode.of(0),
                        JsonNode.of(1),
                        JsonNode.of(0),
                        JsonNode.of(1),
                        JsonNode.of(0),
                        JsonNode.of(1),
                        JsonNode.of(0),
                        JsonNode.of(1));
    }

    @Test
    void theLimitEndsAStreamToo() {
        List<JsonNode> events = events(stream("one two three", ",\"max_tokens\":1"));
        assertThat(events).hasSize(4);
        assertThat(textAt(events.get(1), "choices", 0, "delta", "content")).isEqualTo("one");
        assertThat(textAt(events.get(3), "choices", 0, "finish_reason")).isEqualTo("length");
    }
}
