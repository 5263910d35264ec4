package dev.sluice.codec.jsonb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.assistants.files.CreateVectorStore;
import dev.sluice.core.assistants.files.CreateVectorStoreFileBatch;
import dev.sluice.core.assistants.files.ModifyVectorStoreFile;
import dev.sluice.core.assistants.files.SearchVectorStore;
import dev.sluice.core.assistants.request.CancelRun;
import dev.sluice.core.assistants.request.CreateAssistant;
import dev.sluice.core.assistants.request.CreateMessage;
import dev.sluice.core.assistants.request.CreateRun;
import dev.sluice.core.assistants.request.CreateThread;
import dev.sluice.core.assistants.request.CreateThreadAndRun;
import dev.sluice.core.assistants.request.ModifyThread;
import dev.sluice.core.assistants.request.SubmitToolOutputs;
import dev.sluice.core.error.ErrorReplies;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.http.Body;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request that breaks a rule is refused in OpenAI's words. */
class RefusalsTest extends Refusals {
    private static final String NOT_JSON =
            "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON. If you have trouble figuring out how to fix this, please contact us through our help center at help.openai.com.)";

    @ParameterizedTest
    @ValueSource(strings = {"{", "nonsense", "{\"a\":1} x", "\u0000", "{a:1}"})
    void invalidJson(String body) {
        refused(CreateRun.class, body, NOT_JSON, null, null);
    }

    @Test
    void aRepeatedMemberIsRefusedAsSuch() {
        assertThat(refusal(CreateRun.class, "{\"assistant_id\":\"a\",\"assistant_id\":\"b\"}")
                        .getMessage())
                .isEqualTo(
                        "We could not parse the JSON body of your request: line 1, column 35: a member name is repeated.");
    }

    @Test
    void missingField() {
        String message = "Missing required parameter: 'assistant_id'.";
        refused(CreateRun.class, "{}", message, "assistant_id", "missing_required_parameter");
        refused(CreateThreadAndRun.class, "", message, "assistant_id", "missing_required_parameter");
    }

    @Test
    void nestedMissingField() {
        refused(
                CreateAssistant.class,
                "{\"model\":\"m\",\"tools\":[{\"type\":\"function\",\"function\":{}}]}",
                "Missing required parameter: 'tools[0].function.name'.",
                "tools[0].function.name",
                "missing_required_parameter");
        refused(
                CreateThread.class,
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"x\"}]}]}",
                "Missing required parameter: 'messages[0].content[0].type'.",
                "messages[0].content[0].type",
                "missing_required_parameter");
    }

    @Test
    void unknownField() {
        refused(CancelRun.class, "{\"foo\":1}", "Unknown parameter: 'foo'.", "foo", "unknown_parameter");
        refused(
                CreateAssistant.class,
                "{\"model\":\"m\",\"tools\":[{\"type\":\"code_interpreter\",\"foo\":1}]}",
                "Unknown parameter: 'tools[0].foo'.",
                "tools[0].foo",
                "unknown_parameter");
    }

    @Test
    void wrongType() {
        refused(
                ModifyThread.class,
                "{\"metadata\":{\"modified\":true}}",
                "Invalid type for 'metadata.modified': expected a string, but got a boolean instead.",
                "metadata.modified",
                "invalid_type");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|an object",
                "[]|an array",
                "1|an integer",
                "-12345678901234567890|an integer",
                "1.0|a decimal",
                "1e5|a decimal",
                "true|a boolean",
                "null|null"
            })
    void typeWordsOfWhatCame(String value, String noun) {
        refused(
                CreateAssistant.class,
                "{\"model\":" + value + "}",
                "Invalid type for 'model': expected a string, but got " + noun + " instead.",
                "model",
                "invalid_type");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "metadata|an object",
                "tool_resources|an object",
                "tools|an array of objects",
                "max_prompt_tokens|an integer",
                "temperature|a decimal",
                "stream|a boolean",
                "instructions|a string",
                "tool_choice|one of 'none', 'auto', 'required', or object",
                "response_format|one of 'auto' or object",
                "truncation_strategy|an object"
            })
    void typeWordsOfWhatIsExpected(String member, String noun) {
        String wrong = noun.endsWith("string") ? "[]" : noun.contains("'") ? "7" : "\"x\"";
        String got = noun.endsWith("string") ? "an array" : noun.contains("'") ? "an integer" : "a string";
        refused(
                CreateThreadAndRun.class,
                "{\"assistant_id\":\"a\",\"" + member + "\":" + wrong + "}",
                "Invalid type for '" + member + "': expected " + noun + ", but got " + got + " instead.",
                member,
                "invalid_type");
    }

    @Test
    void oneOfSeveralTypes() {
        refused(
                CreateMessage.class,
                "{\"role\":\"user\",\"content\":{}}",
                "Invalid type for 'content': expected one of a string or array of objects, but got an object instead.",
                "content",
                "invalid_type");
        refused(
                CreateMessage.class,
                "{\"role\":null,\"content\":\"x\"}",
                "Invalid type for 'role': expected one of 'user' or 'assistant', but got null instead.",
                "role",
                "invalid_type");
    }

    @Test
    void badEnum() {
        refused(
                CreateMessage.class,
                "{\"role\":\"system\",\"content\":\"x\"}",
                "Invalid value: 'system'. Supported values are: 'user' and 'assistant'.",
                "role",
                "invalid_value");
    }

    @Test
    void enumOfThreeOrMore() {
        refused(
                CreateAssistant.class,
                "{\"model\":\"m\",\"tools\":[{\"type\":\"retrieval\"}]}",
                "Invalid value: 'retrieval'. Supported values are: 'code_interpreter', 'file_search', and 'function'.",
                "tools[0].type",
                "invalid_value");
        refused(
                CreateRun.class,
                "{\"assistant_id\":\"a\",\"tool_choice\":\"any\"}",
                "Invalid value: 'any'. Supported values are: 'none', 'auto', and 'required'.",
                "tool_choice",
                "invalid_value");
    }

    @Test
    void badOrder() {
        refusedQuery(
                "order=up", "Invalid value: 'up'. Supported values are: 'asc' and 'desc'.", "order", "invalid_value");
        refusedQuery(
                "limit=ten",
                "Invalid type for 'limit': expected an integer, but got a string instead.",
                "limit",
                "invalid_type");
        refusedQuery(
                "limit=1&limit=2",
                "Invalid type for 'limit': expected an integer, but got an array instead.",
                "limit",
                "invalid_type");
    }

    @Test
    void aBodyThatIsNoObject() {
        refused(
                CreateThread.class,
                "[]",
                "Invalid type: expected an object, but got an array instead.",
                null,
                "invalid_type");
    }

    @Test
    void eitherOfTwo() {
        refused(
                CreateThread.class,
                "{\"tool_resources\":{\"file_search\":{\"vector_store_ids\":[],\"vector_stores\":[]}}}",
                "Invalid 'tool_resources.file_search': expected either 'vector_store_ids' or 'vector_stores', but got both.",
                "tool_resources.file_search",
                "invalid_value");
        refused(
                CreateVectorStoreFileBatch.class,
                "{}",
                "Missing required parameter: 'file_ids'.",
                "file_ids",
                "missing_required_parameter");
    }

    @Test
    void piecesOverlapByHalfAtMost() {
        refused(
                CreateVectorStore.class,
                "{\"chunking_strategy\":{\"type\":\"static\",\"static\":{\"max_chunk_size_tokens\":800,\"chunk_overlap_tokens\":401}}}",
                "Invalid 'chunking_strategy.static.chunk_overlap_tokens': integer above maximum value. Expected a value <= 400, but got 401 instead.",
                "chunking_strategy.static.chunk_overlap_tokens",
                "integer_above_max_value");
    }

    @Test
    void attributesAndFilters() {
        refused(
                ModifyVectorStoreFile.class,
                "{\"attributes\":{\"a\":[]}}",
                "Invalid type for 'attributes.a': expected one of a string, decimal, or boolean, but got an array instead.",
                "attributes.a",
                "invalid_type");
        refused(
                SearchVectorStore.class,
                "{\"query\":\"q\",\"filters\":{\"type\":\"or\",\"filters\":[{\"type\":\"eq\",\"key\":\"k\"}]}}",
                "Missing required parameter: 'filters.filters[0].value'.",
                "filters.filters[0].value",
                "missing_required_parameter");
    }

    @Test
    void whatIsRepeatedOfTheRequestIsShort() {
        GatewayException failure = refusal(CancelRun.class, "{\"" + "x".repeat(100_000) + "\":1}");
        assertThat(failure.getMessage()).hasSizeLessThan(400);
        assertThat(failure.param()).hasSizeLessThan(200);
    }

    @Test
    void nullIsTakenWhereAClientSendsItForNothing() {
        String nulls =
                "{\"assistant_id\":\"a\",\"model\":null,\"instructions\":null,\"additional_messages\":null,\"tools\":null,\"metadata\":null,\"temperature\":null,\"top_p\":null,\"stream\":null,\"max_prompt_tokens\":null,\"max_completion_tokens\":null,\"truncation_strategy\":null,\"tool_choice\":null,\"response_format\":null,\"reasoning_effort\":null}";
        CreateRun run = codec.assistants().readRequest(nulls.getBytes(UTF_8), CreateRun.class);
        assertThat(run.tools()).isEmpty();
        assertThat(run.stream()).isFalse();
        assertThat(Examples.tree(codec, new String(codec.write(run), UTF_8))).isEqualTo(Examples.tree(codec, nulls));
    }

    @Test
    void aToolOutputNeedsNothing() {
        SubmitToolOutputs outputs = codec.assistants()
                .readRequest("{\"tool_outputs\":[{}],\"stream\":true}".getBytes(UTF_8), SubmitToolOutputs.class);
        assertThat(outputs.toolOutputs()).hasSize(1);
        assertThat(outputs.stream()).isTrue();
    }

    @Test
    void theClientSeesAllOfIt() {
        Body body = ErrorReplies.of(refusal(CancelRun.class, "{\"foo\":1}")).body();
        assertThat(new String(((Body.Bytes) body).slices().get(0).array(), UTF_8))
                .isEqualTo(
                        "{\"error\":{\"message\":\"Unknown parameter: 'foo'.\",\"type\":\"invalid_request_error\",\"param\":\"foo\",\"code\":\"unknown_parameter\"}}");
    }
}
