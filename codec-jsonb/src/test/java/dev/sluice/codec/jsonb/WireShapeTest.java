package dev.sluice.codec.jsonb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sluice.core.assistants.model.Annotation;
import dev.sluice.core.assistants.model.ApiError;
import dev.sluice.core.assistants.model.Assistant;
import dev.sluice.core.assistants.model.AssistantThread;
import dev.sluice.core.assistants.model.Attachment;
import dev.sluice.core.assistants.model.CitedFile;
import dev.sluice.core.assistants.model.CodeInterpreterCall;
import dev.sluice.core.assistants.model.CodeInterpreterResources;
import dev.sluice.core.assistants.model.CodeOutput;
import dev.sluice.core.assistants.model.CompletionTokenDetails;
import dev.sluice.core.assistants.model.CreatedMessage;
import dev.sluice.core.assistants.model.Deleted;
import dev.sluice.core.assistants.model.DeletedObject;
import dev.sluice.core.assistants.model.ErrorBody;
import dev.sluice.core.assistants.model.FileReference;
import dev.sluice.core.assistants.model.FileSearchCall;
import dev.sluice.core.assistants.model.FileSearchOptions;
import dev.sluice.core.assistants.model.FileSearchResult;
import dev.sluice.core.assistants.model.FunctionCall;
import dev.sluice.core.assistants.model.FunctionDefinition;
import dev.sluice.core.assistants.model.ImageDetail;
import dev.sluice.core.assistants.model.ImageFileContent;
import dev.sluice.core.assistants.model.ImageUrlContent;
import dev.sluice.core.assistants.model.Message;
import dev.sluice.core.assistants.model.MessageContent;
import dev.sluice.core.assistants.model.MessageIncompleteDetails;
import dev.sluice.core.assistants.model.MessageIncompleteReason;
import dev.sluice.core.assistants.model.MessageStatus;
import dev.sluice.core.assistants.model.Page;
import dev.sluice.core.assistants.model.PendingToolCalls;
import dev.sluice.core.assistants.model.PromptTokenDetails;
import dev.sluice.core.assistants.model.Ranker;
import dev.sluice.core.assistants.model.RankingOptions;
import dev.sluice.core.assistants.model.RequiredAction;
import dev.sluice.core.assistants.model.RequiredFunction;
import dev.sluice.core.assistants.model.RequiredToolCall;
import dev.sluice.core.assistants.model.ResponseFormat;
import dev.sluice.core.assistants.model.Role;
import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.assistants.model.RunError;
import dev.sluice.core.assistants.model.RunErrorCode;
import dev.sluice.core.assistants.model.RunIncompleteDetails;
import dev.sluice.core.assistants.model.RunIncompleteReason;
import dev.sluice.core.assistants.model.RunStatus;
import dev.sluice.core.assistants.model.RunStep;
import dev.sluice.core.assistants.model.RunStepStatus;
import dev.sluice.core.assistants.model.RunStepType;
import dev.sluice.core.assistants.model.StepDetails;
import dev.sluice.core.assistants.model.TextChunk;
import dev.sluice.core.assistants.model.TextContent;
import dev.sluice.core.assistants.model.TokenUsage;
import dev.sluice.core.assistants.model.Tool;
import dev.sluice.core.assistants.model.ToolCall;
import dev.sluice.core.assistants.model.ToolChoice;
import dev.sluice.core.assistants.model.ToolResources;
import dev.sluice.core.assistants.model.TruncationStrategy;
import dev.sluice.core.json.Field;
import dev.sluice.core.json.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers as OpenAI's server wrote them: the order of the members, and what is null rather than absent. */
class WireShapeTest {
    private static final JsonbCodec CODEC = new JsonbCodec();
    private static final RankingOptions RANKING = new RankingOptions(Ranker.DEFAULT_2024_08_21, 0.0, Field.absent());
    private static final RankingOptions TOOL_RANKING =
            new RankingOptions(Ranker.DEFAULT_2024_08_21, 0.0, Field.ofNull());
    private static final TokenUsage USAGE =
            new TokenUsage(260, 12, 272, new PromptTokenDetails(0), new CompletionTokenDetails(0));

    private static Arguments row(String json, Object value) {
        return arguments(json, value);
    }

    static Stream<Arguments> assistants() {
        JsonNode schema = Examples.tree(
                CODEC, "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}");
        return Stream.of(
                row(
                        "{\"id\":\"asst_Xk3TqYt0aB9cD8eF7gH6iJ5k\",\"object\":\"assistant\",\"created_at\":1790000000,\"name\":\"Helper\",\"description\":null,\"model\":\"gpt-4o\",\"instructions\":\"Answer briefly.\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"get_weather\",\"description\":\"Weather for a city\",\"parameters\":{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]},\"strict\":false}}],\"top_p\":1.0,\"temperature\":1.0,\"reasoning_effort\":null,\"tool_resources\":{},\"metadata\":{},\"response_format\":\"auto\"}",
                        Assistant.builder()
                                .id("asst_Xk3TqYt0aB9cD8eF7gH6iJ5k")
                                .createdAt(1790000000)
                                .name("Helper")
                                .model("gpt-4o")
                                .instructions("Answer briefly.")
                                .tools(Tool.function(
                                        new FunctionDefinition("get_weather", "Weather for a city", schema, false)))
                                .topP(1.0)
                                .temperature(1.0)
                                .responseFormat(ResponseFormat.Mode.AUTO)
                                .build()),
                row(
                        "{\"id\":\"asst_1\",\"object\":\"assistant\",\"created_at\":1,\"name\":null,\"description\":null,\"model\":\"o3\",\"instructions\":null,\"tools\":[],\"top_p\":null,\"temperature\":null,\"reasoning_effort\":null,\"tool_resources\":{},\"metadata\":{},\"response_format\":null}",
                        Assistant.builder()
                                .id("asst_1")
                                .createdAt(1)
                                .model("o3")
                                .build()),
                row("{\"type\":\"code_interpreter\"}", Tool.codeInterpreter()),
                row("{\"type\":\"file_search\"}", Tool.fileSearch()),
                row(
                        "{\"type\":\"file_search\",\"file_search\":{\"ranking_options\":{\"ranker\":\"default_2024_08_21\",\"score_threshold\":0.0,\"hybrid_search\":null}}}",
                        Tool.fileSearch(new FileSearchOptions(null, TOOL_RANKING))),
                row(
                        "{\"type\":\"file_search\",\"file_search\":{\"max_num_results\":5,\"ranking_options\":{\"ranker\":\"default_2024_08_21\",\"score_threshold\":0.0,\"hybrid_search\":null}}}",
                        Tool.fileSearch(new FileSearchOptions(5L, TOOL_RANKING))),
                row(
                        "{\"id\":\"thread_1\",\"object\":\"thread\",\"created_at\":1790000001,\"metadata\":{},\"tool_resources\":{}}",
                        new AssistantThread("thread_1", 1790000001, Map.of(), ToolResources.NONE)),
                row(
                        "{\"id\":\"thread_1\",\"object\":\"thread\",\"created_at\":1,\"metadata\":{\"b\":\"1\"},\"tool_resources\":{\"code_interpreter\":{\"file_ids\":[]}}}",
                        new AssistantThread(
                                "thread_1",
                                1,
                                Map.of("b", "1"),
                                new ToolResources(new CodeInterpreterResources(List.of()), null))),
                row(
                        "{\"id\":\"thread_1\",\"object\":\"thread\",\"created_at\":1,\"metadata\":{},\"tool_resources\":{\"file_search\":{\"vector_store_ids\":[\"vs_1\"]}}}",
                        new AssistantThread("thread_1", 1, Map.of(), ToolResources.fileSearch("vs_1"))));
    }

    static Stream<Arguments> messages() {
        String marker = "【4:0†foods.txt】";
        return Stream.of(
                row(
                        "{\"id\":\"msg_a1\",\"object\":\"thread.message\",\"created_at\":1790000010,\"assistant_id\":\"asst_1\",\"thread_id\":\"thread_1\",\"run_id\":\"run_1\",\"status\":\"completed\",\"incomplete_details\":null,\"incomplete_at\":null,\"completed_at\":1790000011,\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":{\"value\":\"It is cake【4:0†foods.txt】.\",\"annotations\":[{\"type\":\"file_citation\",\"text\":\"【4:0†foods.txt】\",\"start_index\":10,\"end_index\":25,\"file_citation\":{\"file_id\":\"file-1\"}}]}}],\"attachments\":[],\"metadata\":{}}",
                        Message.builder()
                                .id("msg_a1")
                                .createdAt(1790000010)
                                .assistantId("asst_1")
                                .threadId("thread_1")
                                .runId("run_1")
                                .status(MessageStatus.COMPLETED)
                                .completedAt(1790000011L)
                                .role(Role.ASSISTANT)
                                .content(new MessageContent.Text(new TextContent(
                                        "It is cake" + marker + ".",
                                        List.of(new Annotation.FileCitation(
                                                marker, 10, 25, new CitedFile("file-1", null))))))
                                .build()),
                row(
                        "{\"id\":\"msg_1\",\"object\":\"thread.message\",\"created_at\":1,\"assistant_id\":null,\"thread_id\":\"thread_1\",\"run_id\":null,\"status\":\"incomplete\",\"incomplete_details\":{\"reason\":\"max_tokens\"},\"incomplete_at\":2,\"completed_at\":null,\"role\":\"user\",\"content\":[],\"attachments\":[{\"file_id\":\"file-1\",\"tools\":[{\"type\":\"file_search\"}]},{\"file_id\":\"file-1\",\"tools\":[]}],\"metadata\":{}}",
                        Message.builder()
                                .id("msg_1")
                                .createdAt(1)
                                .threadId("thread_1")
                                .status(MessageStatus.INCOMPLETE)
                                .incompleteDetails(new MessageIncompleteDetails(MessageIncompleteReason.MAX_TOKENS))
                                .incompleteAt(2L)
                                .role(Role.USER)
                                .attachments(
                                        new Attachment("file-1", List.of(Tool.fileSearch())),
                                        new Attachment("file-1", List.of()))
                                .build()),
                row("{\"type\":\"text\",\"text\":{\"value\":\"x\",\"annotations\":[]}}", MessageContent.text("x")),
                row(
                        "{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://a/b\",\"detail\":\"auto\"}}",
                        new MessageContent.ImageUrl(new ImageUrlContent("https://a/b", ImageDetail.AUTO))),
                row(
                        "{\"type\":\"image_file\",\"image_file\":{\"file_id\":\"file-1\"}}",
                        new MessageContent.ImageFile(new ImageFileContent("file-1", null))),
                row("{\"type\":\"refusal\",\"refusal\":\"No.\"}", new MessageContent.Refusal("No.")),
                row(
                        "{\"type\":\"file_path\",\"text\":\"sandbox:/mnt/data/out.csv\",\"start_index\":10,\"end_index\":35,\"file_path\":{\"file_id\":\"file-1\"}}",
                        new Annotation.FilePath("sandbox:/mnt/data/out.csv", 10, 35, new FileReference("file-1"))),
                row(
                        "{\"type\":\"file_citation\",\"text\":\"x\",\"start_index\":0,\"end_index\":1,\"file_citation\":{\"file_id\":\"file-1\",\"quote\":\"\"}}",
                        new Annotation.FileCitation("x", 0, 1, new CitedFile("file-1", ""))));
    }

    static Stream<Arguments> runs() {
        Run.Builder run = Run.builder()
                .id("run_1")
                .createdAt(1790000002)
                .assistantId("asst_1")
                .threadId("thread_1")
                .model("gpt-4o");
        return Stream.of(
                row(
                        "{\"id\":\"run_1\",\"object\":\"thread.run\",\"created_at\":1790000002,\"assistant_id\":\"asst_1\",\"thread_id\":\"thread_1\",\"status\":\"requires_action\",\"started_at\":1790000003,\"expires_at\":1790000602,\"cancelled_at\":null,\"failed_at\":null,\"completed_at\":null,\"required_action\":{\"type\":\"submit_tool_outputs\",\"submit_tool_outputs\":{\"tool_calls\":[{\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"get_weather\",\"arguments\":\"{\\\"city\\\":\\\"Oslo\\\"}\"}}]}},\"last_error\":null,\"model\":\"gpt-4o\",\"instructions\":\"Answer briefly.\",\"tools\":[],\"tool_resources\":{},\"metadata\":{},\"temperature\":1.0,\"top_p\":1.0,\"reasoning_effort\":null,\"max_completion_tokens\":null,\"max_prompt_tokens\":null,\"truncation_strategy\":{\"type\":\"auto\",\"last_messages\":null},\"incomplete_details\":null,\"usage\":null,\"response_format\":\"auto\",\"tool_choice\":\"auto\",\"parallel_tool_calls\":true}",
                        run.build().toBuilder()
                                .status(RunStatus.REQUIRES_ACTION)
                                .startedAt(1790000003L)
                                .expiresAt(1790000602L)
                                .requiredAction(new RequiredAction.SubmitToolOutputs(
                                        new PendingToolCalls(List.of(new RequiredToolCall.Function(
                                                "call_1",
                                                new RequiredFunction("get_weather", "{\"city\":\"Oslo\"}"))))))
                                .instructions("Answer briefly.")
                                .temperature(1.0)
                                .topP(1.0)
                                .truncationStrategy(TruncationStrategy.AUTO)
                                .responseFormat(ResponseFormat.Mode.AUTO)
                                .toolChoice(ToolChoice.Mode.AUTO)
                                .build()),
                row(
                        "{\"id\":\"run_1\",\"object\":\"thread.run\",\"created_at\":1790000002,\"assistant_id\":\"asst_1\",\"thread_id\":\"thread_1\",\"status\":\"failed\",\"started_at\":null,\"expires_at\":null,\"cancelled_at\":null,\"failed_at\":5,\"completed_at\":null,\"required_action\":null,\"last_error\":{\"code\":\"server_error\",\"message\":\"Sorry, something went wrong.\"},\"model\":\"gpt-4o\",\"instructions\":null,\"tools\":[],\"tool_resources\":{},\"metadata\":{},\"temperature\":null,\"top_p\":null,\"reasoning_effort\":null,\"max_completion_tokens\":null,\"max_prompt_tokens\":null,\"truncation_strategy\":null,\"incomplete_details\":null,\"usage\":null,\"response_format\":null,\"tool_choice\":null,\"parallel_tool_calls\":true}",
                        run.build().toBuilder()
                                .status(RunStatus.FAILED)
                                .failedAt(5L)
                                .lastError(new RunError(RunErrorCode.SERVER_ERROR, "Sorry, something went wrong."))
                                .build()),
                row(
                        "{\"reason\":\"max_prompt_tokens\"}",
                        new RunIncompleteDetails(RunIncompleteReason.MAX_PROMPT_TOKENS)),
                row(
                        "{\"prompt_tokens\":260,\"completion_tokens\":12,\"total_tokens\":272,\"prompt_token_details\":{\"cached_tokens\":0},\"completion_tokens_details\":{\"reasoning_tokens\":0}}",
                        USAGE),
                row("{\"type\":\"last_messages\",\"last_messages\":3}", TruncationStrategy.lastMessages(3)),
                row("\"required\"", ToolChoice.Mode.REQUIRED),
                row("{\"type\":\"function\",\"function\":{\"name\":\"f\"}}", ToolChoice.function("f")),
                row("{\"type\":\"file_search\"}", new ToolChoice.FileSearch()),
                row("\"auto\"", ResponseFormat.Mode.AUTO),
                row("{\"type\":\"json_object\"}", new ResponseFormat.JsonObject()),
                row(
                        "{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\",\"schema\":{},\"strict\":true}}",
                        ResponseFormat.jsonSchema("n", JsonNode.object().build())));
    }

    static Stream<Arguments> steps() {
        return Stream.of(
                // The last two are only in the specification; a client that wants them finds them.
                row(
                        "{\"id\":\"step_1\",\"object\":\"thread.run.step\",\"created_at\":1790000004,\"run_id\":\"run_1\",\"assistant_id\":\"asst_1\",\"thread_id\":\"thread_1\",\"type\":\"tool_calls\",\"status\":\"completed\",\"cancelled_at\":null,\"completed_at\":1790000005,\"expires_at\":null,\"failed_at\":null,\"last_error\":null,\"step_details\":{\"type\":\"tool_calls\",\"tool_calls\":[{\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"get_weather\",\"arguments\":\"{\\\"city\\\":\\\"Oslo\\\"}\",\"output\":\"sunny\"}}]},\"usage\":{\"prompt_tokens\":260,\"completion_tokens\":12,\"total_tokens\":272,\"prompt_token_details\":{\"cached_tokens\":0},\"completion_tokens_details\":{\"reasoning_tokens\":0}},\"expired_at\":null,\"metadata\":{}}",
                        RunStep.builder()
                                .id("step_1")
                                .createdAt(1790000004)
                                .runId("run_1")
                                .assistantId("asst_1")
                                .threadId("thread_1")
                                .type(RunStepType.TOOL_CALLS)
                                .status(RunStepStatus.COMPLETED)
                                .completedAt(1790000005L)
                                .stepDetails(new StepDetails.ToolCalls(List.of(new ToolCall.Function(
                                        "call_1", new FunctionCall("get_weather", "{\"city\":\"Oslo\"}", "sunny")))))
                                .usage(USAGE)
                                .build()),
                row(
                        "{\"type\":\"message_creation\",\"message_creation\":{\"message_id\":\"msg_1\"}}",
                        new StepDetails.MessageCreation(new CreatedMessage("msg_1"))),
                row("{\"type\":\"tool_calls\",\"tool_calls\":[]}", new StepDetails.ToolCalls(List.of())),
                row(
                        "{\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\",\"output\":null}}",
                        new ToolCall.Function("call_1", new FunctionCall("f", "{}", null))),
                row(
                        "{\"id\":\"call_2\",\"type\":\"file_search\",\"file_search\":{\"ranking_options\":{\"ranker\":\"default_2024_08_21\",\"score_threshold\":0.0},\"results\":[{\"file_id\":\"file-1\",\"file_name\":\"foods.txt\",\"score\":0.68,\"attributes\":{}},{\"file_id\":\"file-1\",\"file_name\":\"foods.txt\",\"score\":0.68,\"attributes\":{\"n\":1},\"content\":[{\"type\":\"text\",\"text\":\"cake\"}]}]}}",
                        new ToolCall.FileSearch(
                                "call_2",
                                new FileSearchCall(
                                        RANKING,
                                        List.of(
                                                new FileSearchResult("file-1", "foods.txt", 0.68, Map.of(), null),
                                                new FileSearchResult(
                                                        "file-1",
                                                        "foods.txt",
                                                        0.68,
                                                        Map.of("n", JsonNode.of(1)),
                                                        List.of(new TextChunk("cake"))))))),
                row(
                        "{\"id\":\"call_3\",\"type\":\"code_interpreter\",\"code_interpreter\":{\"input\":\"print(1)\",\"outputs\":[{\"type\":\"logs\",\"logs\":\"1\\n\"},{\"type\":\"image\",\"image\":{\"file_id\":\"file-2\"}}]}}",
                        new ToolCall.CodeInterpreter(
                                "call_3",
                                new CodeInterpreterCall(
                                        "print(1)",
                                        List.of(
                                                new CodeOutput.Logs("1\n"),
                                                new CodeOutput.Image(new FileReference("file-2")))))));
    }

    static Stream<Arguments> others() {
        return Stream.of(
                row(
                        "{\"id\":\"asst_1\",\"object\":\"assistant.deleted\",\"deleted\":true}",
                        Deleted.of("asst_1", DeletedObject.ASSISTANT)),
                row(
                        "{\"id\":\"thread_1\",\"object\":\"thread.deleted\",\"deleted\":true}",
                        Deleted.of("thread_1", DeletedObject.THREAD)),
                row(
                        "{\"id\":\"msg_1\",\"object\":\"thread.message.deleted\",\"deleted\":true}",
                        Deleted.of("msg_1", DeletedObject.MESSAGE)),
                row(
                        "{\"id\":\"vs_1\",\"object\":\"vector_store.deleted\",\"deleted\":true}",
                        Deleted.of("vs_1", DeletedObject.VECTOR_STORE)),
                row(
                        "{\"id\":\"file-1\",\"object\":\"vector_store.file.deleted\",\"deleted\":true}",
                        Deleted.of("file-1", DeletedObject.VECTOR_STORE_FILE)),
                row(
                        "{\"error\":{\"message\":\"No thread found with id 'thread_abc'.\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":null}}",
                        new ErrorBody(new ApiError(
                                "No thread found with id 'thread_abc'.", "invalid_request_error", null, null))));
    }

    @ParameterizedTest
    @MethodSource({"assistants", "messages", "runs", "steps", "others"})
    void writesAndReads(String json, Object value) {
        assertThat(new String(CODEC.write(value), UTF_8)).isEqualTo(json);
        Class<?> family = value.getClass().getDeclaringClass();
        Class<?> type = family != null && family.isSealed() ? family : value.getClass();
        assertThat((Object) CODEC.read(json.getBytes(UTF_8), type)).isEqualTo(value);
    }

    @Test
    void writesAndReadsPages() {
        String empty = "{\"object\":\"list\",\"data\":[],\"first_id\":null,\"last_id\":null,\"has_more\":false}";
        Page<Deleted> none = Page.of(List.of(), Deleted::id, false);
        assertThat(new String(CODEC.write(none), UTF_8)).isEqualTo(empty);
        assertThat(CODEC.readPage(empty.getBytes(UTF_8), Deleted.class)).isEqualTo(none);

        String two = "{\"object\":\"list\",\"data\":["
                + "{\"id\":\"a\",\"object\":\"thread.deleted\",\"deleted\":true},"
                + "{\"id\":\"b\",\"object\":\"thread.deleted\",\"deleted\":true}"
                + "],\"first_id\":\"a\",\"last_id\":\"b\",\"has_more\":true}";
        Page<Deleted> some = Page.of(
                List.of(Deleted.of("a", DeletedObject.THREAD), Deleted.of("b", DeletedObject.THREAD)),
                Deleted::id,
                true);
        assertThat(new String(CODEC.write(some), UTF_8)).isEqualTo(two);
        assertThat(CODEC.readPage(two.getBytes(UTF_8), Deleted.class)).isEqualTo(some);
    }
}
