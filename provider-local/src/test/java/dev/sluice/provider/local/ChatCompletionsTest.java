package dev.sluice.provider.local;

import static dev.sluice.provider.local.Local.at;
import static dev.sluice.provider.local.Local.json;
import static dev.sluice.provider.local.Local.post;
import static dev.sluice.provider.local.Local.text;
import static dev.sluice.provider.local.Local.textAt;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.call.Cancellation;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.json.JsonNode;
import dev.sluice.core.routing.Deployment;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatCompletionsTest {
    private static final String HELLO =
            "{\"model\":\"demo\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]%s}";

    @ParameterizedTest
    @ValueSource(strings = {"/chat/completions", "/v1/chat/completions"})
    void answersInOpenAisShapeAndOrder(String path) {
        HttpReply reply = post(path, "Hi there", HELLO.formatted(""));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers().first("Content-Type")).hasValue("application/json");
        assertThat(reply.headers().first("Content-Length"))
                .hasValue(Integer.toString(text(reply).length()));
        assertThat(reply.headers().first("x-request-id").orElseThrow()).matches("req_[0-9a-f]{32}");
        assertThat(text(reply))
                .matches("\\{\"id\":\"chatcmpl-[A-Za-z0-9]{29}\",\"object\":\"chat\\.completion\",.*")
                .endsWith(",\"object\":\"chat.completion\",\"created\":1700000000,\"model\":\"mock-1\",\"choices\":["
                        + "{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Hi there\",\"refusal\":null,"
                        + "\"annotations\":[]},\"logprobs\":null,\"finish_reason\":\"stop\"}],"
                        + "\"usage\":{\"prompt_tokens\":2,\"completion_tokens\":2,\"total_tokens\":4,"
                        + "\"prompt_tokens_details\":{\"cached_tokens\":0,\"audio_tokens\":0},"
                        + "\"completion_tokens_details\":{\"reasoning_tokens\":0,\"audio_tokens\":0,"
                        + "\"accepted_prediction_tokens\":0,\"rejected_prediction_tokens\":0}},"
                        + "\"service_tier\":\"default\",\"system_fingerprint\":null}");
    }

    @Test
    void theModelIsTheGroupWhereTheDeploymentNamesNone() {
        HttpReply reply = Local.call(
                        "POST",
                        "/chat/completions",
                        Body.Bytes.of(HELLO.formatted("").getBytes(UTF_8)),
                        Local.deployment("", Map.of(Deployment.MOCK_RESPONSE, "x")),
                        new Cancellation())
                .toCompletableFuture()
                .join();
        assertThat(textAt(json(reply), "model")).isEqualTo("demo");
    }

    @Test
    void givesAsManyChoicesAsAsked() {
        JsonNode reply = json(post("/chat/completions", "four", HELLO.formatted(",\"n\":3")));
        assertThat(at(reply, "choices").elements()).hasSize(3);
        assertThat(at(reply, "choices", 2, "index")).isEqualTo(JsonNode.of(2));
        assertThat(at(reply, "usage", "completion_tokens")).isEqualTo(JsonNode.of(3));
    }

    @ParameterizedTest
    @CsvSource({
        "max_tokens, 1, 'one ', length",
        "max_completion_tokens, 2, 'one two ', length",
        "max_completion_tokens, 3, 'one two tri', stop",
        "max_tokens, 100, 'one two tri', stop"
    })
    void stopsAtTheLimit(String parameter, int limit, String content, String reason) {
        JsonNode reply =
                json(post("/chat/completions", "one two tri", HELLO.formatted(",\"" + parameter + "\":" + limit)));
        assertThat(textAt(reply, "choices", 0, "message", "content")).isEqualTo(content);
        assertThat(textAt(reply, "choices", 0, "finish_reason")).isEqualTo(reason);
    }

    @Test
    void neverCutsACharacterInTwo() {
        JsonNode reply = json(post("/chat/completions", "é😀é😀", HELLO.formatted(",\"max_tokens\":2")));
        assertThat(textAt(reply, "choices", 0, "message", "content")).isEqualTo("é😀é");
    }

    @Test
    void countsTheTextOfEveryMessageAndPart() {
        String messages = "{\"messages\":[{\"role\":\"system\",\"content\":\"12345678\"},"
                + "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"1234\"},"
                + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://example.com/a.png\"}}]},"
                + "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[]}]}";
        JsonNode reply = json(post("/chat/completions", "x", messages));
        assertThat(at(reply, "usage", "prompt_tokens")).isEqualTo(JsonNode.of(3));
        assertThat(at(reply, "usage", "total_tokens")).isEqualTo(JsonNode.of(4));
    }

    @ParameterizedTest
    @CsvSource({
        "litellm.RateLimitError, 429, rate_limit_exceeded, litellm.RateLimitError: this is a mock rate limit error",
        "litellm.ContextWindowExceededError, 400, context_length_exceeded,"
                + " litellm.ContextWindowExceededError: litellm.BadRequestError: this is a mock context window exceeded error"
    })
    void failsWhereTheMockNamesAnError(String mock, int status, String code, String message) {
        HttpReply reply = post("/chat/completions", mock, HELLO.formatted(""));
        assertThat(reply.status()).isEqualTo(status);
        assertThat(textAt(json(reply), "error", "code")).isEqualTo(code);
        assertThat(textAt(json(reply), "error", "message")).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/chat/completions", "/completions", "/embeddings", "/responses"})
    void everyEndpointFailsAlike(String path) {
        HttpReply reply = post(
                path,
                "litellm.InternalServerError",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"input\":\"x\",\"stream\":true}");
        assertThat(reply.status()).isEqualTo(500);
        assertThat(text(reply))
                .isEqualTo("{\"error\":{\"message\":\"litellm.InternalServerError: this is a mock internal server"
                        + " error\",\"type\":\"server_error\",\"param\":null,\"code\":null}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"required\"", "{\"type\":\"function\",\"function\":{\"name\":\"f\"}}"})
    void aFunctionThatMustBeCalledIsCalled(String choice) {
        String tools = ",\"tool_choice\":" + choice + ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\","
                + "\"parameters\":{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\",\"examples\":"
                + "[\"Oslo\"]},\"days\":{\"type\":\"integer\"}}}}}]";
        assertThat(text(post("/chat/completions", "Hi", HELLO.formatted(tools))))
                .contains("\"content\":null,\"tool_calls\":[{\"id\":\"call_")
                .contains("\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"city\\\":\\\"Oslo\\\",\\\"days\\\":1}\"}}")
                .contains("\"finish_reason\":\"tool_calls\"");
        assertThat(text(post("/chat/completions", "Hi", HELLO.formatted(tools + ",\"stream\":true"))))
                .contains("\"tool_calls\":[{\"index\":0,\"id\":\"call_")
                .contains("{\"index\":0,\"function\":{\"arguments\":\"{\\\"city\\\":\\\"Oslo\\\",\\\"days\\\":1}\"}}")
                .contains("\"finish_reason\":\"tool_calls\"");
    }
}
