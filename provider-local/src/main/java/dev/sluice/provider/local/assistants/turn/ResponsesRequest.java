package dev.sluice.provider.local.assistants.turn;

import dev.sluice.core.assistants.model.FileSearchOptions;
import dev.sluice.core.assistants.model.FunctionCall;
import dev.sluice.core.assistants.model.FunctionDefinition;
import dev.sluice.core.assistants.model.Message;
import dev.sluice.core.assistants.model.MessageContent;
import dev.sluice.core.assistants.model.RankingOptions;
import dev.sluice.core.assistants.model.ResponseFormat;
import dev.sluice.core.assistants.model.Role;
import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.assistants.model.RunStep;
import dev.sluice.core.assistants.model.StepDetails;
import dev.sluice.core.assistants.model.Tool;
import dev.sluice.core.assistants.model.ToolCall;
import dev.sluice.core.assistants.model.ToolChoice;
import dev.sluice.core.json.JsonNode;
import dev.sluice.provider.local.assistants.data.RunResources;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A turn as a request for a response. Nothing is stored upstream: whatever the model said in earlier turns of the run,
 * thoughts included, is sent back as it came.
 */
public final class ResponsesRequest {
    private static final long LEAST_TOKENS = 16;

    private final Conversation conversation;
    private final List<JsonNode> input = new ArrayList<>();

    private ResponsesRequest(Conversation conversation) {
        this.conversation = conversation;
    }

    /** The body of the request. */
    public static JsonNode of(Conversation conversation) {
        return new ResponsesRequest(conversation).body();
    }

    private JsonNode body() {
        Run run = conversation.run();
        JsonNode.ObjectBuilder body = JsonNode.object().put("model", run.model());
        if (conversation.hasUser()) {
            run.instructions().ifPresent(text -> body.put("instructions", text));
        } else {
            run.instructions().ifPresent(text -> input.add(user(List.of(text("input_text", text)))));
        }
        conversation.messages().forEach(this::message);
        saidBefore();
        body.put("input", JsonNode.array(input));
        Requests.sampling(body, run);
        run.reasoningEffort()
                .ifPresent(effort -> body.put(
                        "reasoning",
                        JsonNode.object()
                                .put("effort", effort.name().toLowerCase(Locale.ROOT))
                                .build()));
        Requests.tokensLeft(conversation)
                .ifPresent(left -> body.put("max_output_tokens", Math.max(LEAST_TOKENS, left)));
        run.responseFormat()
                .flatMap(ResponsesRequest::format)
                .ifPresent(format ->
                        body.put("text", JsonNode.object().put("format", format).build()));
        tools(body, run);
        return body.put("store", JsonNode.of(false))
                .put("stream", JsonNode.of(true))
                .put(
                        "include",
                        JsonNode.array(List.of(
                                JsonNode.of("reasoning.encrypted_content"),
                                JsonNode.of("code_interpreter_call.outputs"),
                                JsonNode.of("file_search_call.results"))))
                .build();
    }

    private void message(Message message) {
        if (message.role() == Role.ASSISTANT) {
            String said = Requests.saidBy(message.content());
            if (!said.isEmpty()) {
                input.add(JsonNode.object()
                        .put("role", "assistant")
                        .put("content", JsonNode.array(List.of(text("output_text", said))))
                        .build());
            }
        } else {
            input.add(user(message.content().stream()
                    .flatMap(part -> part(part).stream())
                    .toList()));
        }
    }

    private static JsonNode user(List<JsonNode> content) {
        return JsonNode.object()
                .put("role", "user")
                .put("content", JsonNode.array(content))
                .build();
    }

    private static JsonNode text(String type, String text) {
        return JsonNode.object().put("type", type).put("text", text).build();
    }

    private Optional<JsonNode> part(MessageContent part) {
        if (part instanceof MessageContent.Text text) {
            return Optional.of(text("input_text", text.text().value()));
        }
        if (part instanceof MessageContent.ImageUrl image) {
            return Optional.of(image(
                    image.imageUrl().url(), Requests.detail(image.imageUrl().detail())));
        }
        if (part instanceof MessageContent.ImageFile image) {
            return Optional.ofNullable(
                            conversation.images().get(image.imageFile().fileId()))
                    .map(url -> image(url, Requests.detail(image.imageFile().detail())));
        }
        return Optional.empty();
    }

    private static JsonNode image(String url, String detail) {
        return JsonNode.object()
                .put("type", "input_image")
                .put("image_url", url)
                .put("detail", detail)
                .build();
    }

    /** Each call is followed by its output; what is to be sent back has no id, for nothing of it is stored. */
    private void saidBefore() {
        Map<String, String> outputs = outputs();
        for (JsonNode item : conversation.state().items()) {
            input.add(withoutId(item));
            String callId = item.get("call_id").flatMap(JsonNode::asText).orElse("");
            String output = outputs.get(callId);
            if (output != null) {
                input.add(JsonNode.object()
                        .put("type", "function_call_output")
                        .put("call_id", callId)
                        .put("output", output)
                        .build());
            }
        }
    }

    private Map<String, String> outputs() {
        Map<String, String> outputs = new TreeMap<>(SearchTool.answers(conversation.steps()));
        for (RunStep step : conversation.steps()) {
            if (step.stepDetails() instanceof StepDetails.ToolCalls calls) {
                for (ToolCall call : calls.toolCalls()) {
                    if (call instanceof ToolCall.Function function) {
                        FunctionCall called = function.function();
                        called.output().ifPresent(output -> outputs.put(function.id(), output));
                    }
                }
            }
        }
        return outputs;
    }

    private static JsonNode withoutId(JsonNode item) {
        String type = item.get("type").flatMap(JsonNode::asText).orElse("");
        if (!(item instanceof JsonNode.ObjectNode object)
                || !(type.equals("function_call") || type.equals("message"))) {
            return item;
        }
        JsonNode.ObjectBuilder kept = JsonNode.object();
        object.members().forEach((name, value) -> {
            if (!name.equals("id")) {
                kept.put(name, value);
            }
        });
        return kept.build();
    }

    private void tools(JsonNode.ObjectBuilder body, Run run) {
        List<JsonNode> tools = new ArrayList<>();
        for (Tool tool : run.tools()) {
            if (tool instanceof Tool.Function function) {
                tools.add(function(function.function()));
            } else if (tool instanceof Tool.CodeInterpreter) {
                tools.add(JsonNode.object()
                        .put("type", "code_interpreter")
                        .put("container", container())
                        .build());
            }
        }
        hostedSearch(run).ifPresent(tools::add);
        if (searchesHere()) {
            SearchTool.name(run.tools()).map(SearchTool::definition).ifPresent(search -> tools.add(function(search)));
        }
        if (tools.isEmpty()) {
            return;
        }
        body.put("tools", JsonNode.array(tools));
        run.toolChoice().flatMap(this::choice).ifPresent(choice -> body.put("tool_choice", choice));
        if (!run.parallelToolCalls()) {
            body.put("parallel_tool_calls", JsonNode.of(false));
        }
    }

    /** Whether there is something to search in the gateway: where all vector stores live elsewhere, the tool there is enough. */
    private boolean searchesHere() {
        RunResources resources = conversation.state().resources();
        return resources.hosted().isEmpty() || !resources.stores().isEmpty();
    }

    private static JsonNode function(FunctionDefinition function) {
        JsonNode.ObjectBuilder definition = JsonNode.object().put("type", "function");
        Requests.function(definition, function);
        return definition.build();
    }

    private JsonNode container() {
        JsonNode.ObjectBuilder container = JsonNode.object().put("type", "auto");
        List<String> files = conversation.state().resources().copies();
        if (!files.isEmpty()) {
            container.put("file_ids", ids(files));
        }
        return container.build();
    }

    private static JsonNode ids(List<String> ids) {
        return JsonNode.array(ids.stream().map(JsonNode::of).toList());
    }

    /** The vector stores that live in the account of the model are searched there. */
    private Optional<JsonNode> hostedSearch(Run run) {
        List<String> hosted = conversation.state().resources().hosted();
        return hosted.isEmpty()
                ? Optional.empty()
                : run.tools().stream()
                        .filter(Tool.FileSearch.class::isInstance)
                        .map(tool -> ((Tool.FileSearch) tool).fileSearch())
                        .findFirst()
                        .map(options -> hostedSearch(hosted, options));
    }

    private static JsonNode hostedSearch(List<String> stores, Optional<FileSearchOptions> options) {
        JsonNode.ObjectBuilder tool =
                JsonNode.object().put("type", "file_search").put("vector_store_ids", ids(stores));
        options.flatMap(FileSearchOptions::maxNumResults).ifPresent(most -> tool.put("max_num_results", most));
        options.flatMap(FileSearchOptions::rankingOptions)
                .flatMap(RankingOptions::scoreThreshold)
                .filter(threshold -> threshold > 0)
                .ifPresent(threshold -> tool.put(
                        "ranking_options",
                        JsonNode.object()
                                .put("ranker", "auto")
                                .put("score_threshold", Requests.number(threshold))
                                .build()));
        return tool.build();
    }

    private Optional<JsonNode> choice(ToolChoice choice) {
        if (choice == ToolChoice.Mode.NONE) {
            return Optional.of(JsonNode.of("none"));
        }
        if (!conversation.isFirstTurn()) {
            return Optional.empty();
        }
        if (choice == ToolChoice.Mode.REQUIRED) {
            return Optional.of(JsonNode.of("required"));
        }
        if (choice instanceof ToolChoice.FileSearch && !searchesHere()) {
            return Optional.of(JsonNode.object().put("type", "file_search").build());
        }
        if (choice instanceof ToolChoice.CodeInterpreter) {
            return Optional.of(JsonNode.object().put("type", "code_interpreter").build());
        }
        return Requests.chosen(choice, conversation.run())
                .map(name -> JsonNode.object()
                        .put("type", "function")
                        .put("name", name)
                        .build());
    }

    private static Optional<JsonNode> format(ResponseFormat format) {
        if (format instanceof ResponseFormat.Text) {
            return Optional.of(JsonNode.object().put("type", "text").build());
        }
        if (format instanceof ResponseFormat.JsonObject) {
            return Optional.of(JsonNode.object().put("type", "json_object").build());
        }
        if (format instanceof ResponseFormat.JsonSchema schema) {
            JsonNode.ObjectBuilder flat = JsonNode.object().put("type", "json_schema");
            Requests.schema(flat, schema.jsonSchema());
            return Optional.of(flat.build());
        }
        return Optional.empty();
    }
}
