package dev.sluice.provider.local.assistants.turn;

import dev.sluice.core.assistants.model.FunctionCall;
import dev.sluice.core.assistants.model.FunctionDefinition;
import dev.sluice.core.assistants.model.Message;
import dev.sluice.core.assistants.model.MessageContent;
import dev.sluice.core.assistants.model.ResponseFormat;
import dev.sluice.core.assistants.model.Role;
import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.assistants.model.RunStep;
import dev.sluice.core.assistants.model.StepDetails;
import dev.sluice.core.assistants.model.Tool;
import dev.sluice.core.assistants.model.ToolCall;
import dev.sluice.core.assistants.model.ToolChoice;
import dev.sluice.core.json.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A turn as a request for a chat completion. */
public final class ChatRequest {
    private final Conversation conversation;
    private final Map<String, String> searches;
    private final List<JsonNode> messages = new ArrayList<>();

    private ChatRequest(Conversation conversation) {
        this.conversation = conversation;
        this.searches = SearchTool.answers(conversation.steps());
    }

    /** The body of the request. */
    public static JsonNode of(Conversation conversation) {
        return new ChatRequest(conversation).body();
    }

    private JsonNode body() {
        Run run = conversation.run();
        instructions();
        conversation.messages().forEach(this::message);
        steps();
        JsonNode.ObjectBuilder body =
                JsonNode.object().put("model", run.model()).put("messages", JsonNode.array(messages));
        Requests.sampling(body, run);
        run.reasoningEffort()
                .ifPresent(effort -> body.put("reasoning_effort", effort.name().toLowerCase(Locale.ROOT)));
        Requests.tokensLeft(conversation).ifPresent(left -> body.put("max_completion_tokens", left));
        run.responseFormat().flatMap(ChatRequest::format).ifPresent(format -> body.put("response_format", format));
        tools(body, run);
        return body.put("stream", JsonNode.of(true))
                .put(
                        "stream_options",
                        JsonNode.object()
                                .put("include_usage", JsonNode.of(true))
                                .build())
                .build();
    }

    /** Servers want something said by a user; where nothing is, the instructions are. */
    private void instructions() {
        Run run = conversation.run();
        String role = !conversation.hasUser() ? "user" : run.reasoningEffort().isPresent() ? "developer" : "system";
        run.instructions()
                .ifPresent(text -> messages.add(
                        JsonNode.object().put("role", role).put("content", text).build()));
    }

    private void message(Message message) {
        if (message.role() == Role.ASSISTANT) {
            String said = Requests.saidBy(message.content());
            if (!said.isEmpty()) {
                messages.add(assistant(said).build());
            }
        } else {
            messages.add(JsonNode.object()
                    .put("role", "user")
                    .put("content", content(message))
                    .build());
        }
    }

    private static JsonNode.ObjectBuilder assistant(String said) {
        return JsonNode.object().put("role", "assistant").put("content", said);
    }

    private JsonNode content(Message message) {
        List<MessageContent> content = message.content();
        if (content.stream().allMatch(MessageContent.Text.class::isInstance) && content.size() == 1) {
            return JsonNode.of(message.text());
        }
        return JsonNode.array(
                content.stream().flatMap(part -> part(part).stream()).toList());
    }

    private Optional<JsonNode> part(MessageContent part) {
        if (part instanceof MessageContent.Text text) {
            return Optional.of(JsonNode.object()
                    .put("type", "text")
                    .put("text", text.text().value())
                    .build());
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
                .put("type", "image_url")
                .put(
                        "image_url",
                        JsonNode.object().put("url", url).put("detail", detail).build())
                .build();
    }

    /** What was said before calls in the same turn is one message with them. */
    private void steps() {
        String said = "";
        for (RunStep step : conversation.steps()) {
            if (step.stepDetails() instanceof StepDetails.ToolCalls calls) {
                calls(calls.toolCalls(), said);
                said = "";
            } else if (step.stepDetails() instanceof StepDetails.MessageCreation creation) {
                Message written =
                        conversation.written().get(creation.messageCreation().messageId());
                if (!said.isEmpty()) {
                    messages.add(assistant(said).build());
                }
                said = written == null ? "" : Requests.saidBy(written.content());
            }
        }
        if (!said.isEmpty()) {
            messages.add(assistant(said).build());
        }
    }

    private void calls(List<ToolCall> calls, String said) {
        List<JsonNode> made = new ArrayList<>();
        List<JsonNode> answered = new ArrayList<>();
        for (ToolCall call : calls) {
            if (call instanceof ToolCall.Function function) {
                FunctionCall called = function.function();
                made.add(call(function.id(), called.name(), called.arguments()));
                answered.add(answer(function.id(), called.output().orElse("")));
            } else if (call instanceof ToolCall.FileSearch search) {
                made.add(asked(search.id()));
                answered.add(answer(search.id(), searches.getOrDefault(search.id(), "")));
            }
        }
        if (!made.isEmpty()) {
            JsonNode.ObjectBuilder message = JsonNode.object().put("role", "assistant");
            messages.add((said.isEmpty() ? message.putNull("content") : message.put("content", said))
                    .put("tool_calls", JsonNode.array(made))
                    .build());
            messages.addAll(answered);
        }
    }

    private static JsonNode call(String id, String name, String arguments) {
        return JsonNode.object()
                .put("id", id)
                .put("type", "function")
                .put(
                        "function",
                        JsonNode.object()
                                .put("name", name)
                                .put("arguments", arguments)
                                .build())
                .build();
    }

    private static JsonNode answer(String id, String content) {
        return JsonNode.object()
                .put("role", "tool")
                .put("tool_call_id", id)
                .put("content", content)
                .build();
    }

    /** A search as the model asked for it. */
    private JsonNode asked(String id) {
        JsonNode item = conversation.state().items().stream()
                .filter(some -> some.get("call_id")
                        .flatMap(JsonNode::asText)
                        .filter(id::equals)
                        .isPresent())
                .findFirst()
                .orElse(JsonNode.object().build());
        String name = SearchTool.name(conversation.run().tools()).orElse("");
        return call(
                id,
                item.get("name").flatMap(JsonNode::asText).orElse(name),
                item.get("arguments").flatMap(JsonNode::asText).orElse("{}"));
    }

    private void tools(JsonNode.ObjectBuilder body, Run run) {
        List<JsonNode> tools = new ArrayList<>();
        for (Tool tool : run.tools()) {
            if (tool instanceof Tool.Function function) {
                tools.add(function(function.function()));
            }
        }
        SearchTool.name(run.tools()).map(SearchTool::definition).ifPresent(search -> tools.add(function(search)));
        if (tools.isEmpty()) {
            return;
        }
        body.put("tools", JsonNode.array(tools));
        run.toolChoice().flatMap(this::choice).ifPresent(choice -> body.put("tool_choice", choice));
        if (!run.parallelToolCalls()) {
            body.put("parallel_tool_calls", JsonNode.of(false));
        }
    }

    private static JsonNode function(FunctionDefinition function) {
        JsonNode.ObjectBuilder definition = JsonNode.object();
        Requests.function(definition, function);
        return JsonNode.object()
                .put("type", "function")
                .put("function", definition.build())
                .build();
    }

    /** A tool that must be called is called in the first turn; if it had to be in each, the run would never end. */
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
        return Requests.chosen(choice, conversation.run())
                .map(name -> JsonNode.object()
                        .put("type", "function")
                        .put("function", JsonNode.object().put("name", name).build())
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
            JsonNode.ObjectBuilder inner = JsonNode.object();
            Requests.schema(inner, schema.jsonSchema());
            return Optional.of(JsonNode.object()
                    .put("type", "json_schema")
                    .put("json_schema", inner.build())
                    .build());
        }
        return Optional.empty();
    }
}
