package dev.sluice.core.assistants.conversation;

import dev.sluice.core.assistants.model.Annotation;
import dev.sluice.core.assistants.model.AssistantThread;
import dev.sluice.core.assistants.model.FunctionCall;
import dev.sluice.core.assistants.model.ImageDetail;
import dev.sluice.core.assistants.model.Message;
import dev.sluice.core.assistants.model.MessageContent;
import dev.sluice.core.assistants.model.Role;
import dev.sluice.core.assistants.model.RunStep;
import dev.sluice.core.assistants.model.StepDetails;
import dev.sluice.core.assistants.model.TextContent;
import dev.sluice.core.assistants.model.ToolCall;
import dev.sluice.core.json.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A thread as a conversation: its messages, and the functions that were called between them. Searches and runs of code are
 * left out, for they name what is in another account; the markers of cited passages are taken out of texts with them.
 */
public final class Conversations {
    /** The most items of one request. */
    private static final int AT_ONCE = 20;

    private final Map<String, Deque<RunStep>> steps = new HashMap<>();
    private final List<JsonNode> items = new ArrayList<>();

    private Conversations(Map<String, List<RunStep>> stepsByRun) {
        stepsByRun.forEach((run, some) -> steps.put(run, new ArrayDeque<>(some)));
    }

    /**
     * The items of a conversation.
     *
     * @param messages the messages of the thread, oldest first
     * @param stepsByRun the steps of its runs, oldest first
     */
    public static List<JsonNode> items(List<Message> messages, Map<String, List<RunStep>> stepsByRun) {
        Conversations conversation = new Conversations(stepsByRun);
        messages.forEach(conversation::message);
        return List.copyOf(conversation.items);
    }

    /**
     * The bodies of the requests that make a conversation of a thread: the first is for {@code POST /v1/conversations}, the
     * others are for {@code POST /v1/conversations/{conversation_id}/items}.
     */
    public static List<JsonNode> requests(AssistantThread thread, List<JsonNode> items) {
        JsonNode.ObjectBuilder metadata = JsonNode.object();
        thread.metadata().forEach(metadata::put);
        List<JsonNode> requests = new ArrayList<>();
        for (int from = 0; from == 0 || from < items.size(); from += AT_ONCE) {
            JsonNode.ObjectBuilder request = JsonNode.object();
            if (from == 0) {
                request.put("metadata", metadata.build());
            }
            requests.add(request.put(
                            "items", JsonNode.array(items.subList(from, Math.min(from + AT_ONCE, items.size()))))
                    .build());
        }
        return requests;
    }

    private void message(Message message) {
        Optional<Deque<RunStep>> before = message.runId().map(steps::get);
        before.ifPresent(left -> callsBefore(left, message.id()));
        if (message.role() == Role.USER) {
            List<JsonNode> content = message.content().stream()
                    .flatMap(part -> said(part).stream())
                    .toList();
            if (!content.isEmpty()) {
                items.add(message("user", JsonNode.array(content)));
            }
        } else {
            String text = message.content().stream()
                    .map(Conversations::answered)
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining("\n"));
            if (!text.isEmpty()) {
                items.add(message("assistant", JsonNode.of(text)));
            }
        }
    }

    private static JsonNode message(String role, JsonNode content) {
        return JsonNode.object()
                .put("type", "message")
                .put("role", role)
                .put("content", content)
                .build();
    }

    private static Optional<JsonNode> said(MessageContent part) {
        if (part instanceof MessageContent.Text text) {
            return Optional.of(JsonNode.object()
                    .put("type", "input_text")
                    .put("text", text.text().value())
                    .build());
        }
        if (part instanceof MessageContent.ImageUrl image) {
            return Optional.of(JsonNode.object()
                    .put("type", "input_image")
                    .put("image_url", image.imageUrl().url())
                    .put("detail", detail(image.imageUrl().detail()))
                    .build());
        }
        if (part instanceof MessageContent.ImageFile image) {
            return Optional.of(JsonNode.object()
                    .put("type", "input_image")
                    .put("file_id", image.imageFile().fileId())
                    .put("detail", detail(image.imageFile().detail()))
                    .build());
        }
        return Optional.empty();
    }

    private static String detail(Optional<ImageDetail> detail) {
        return detail.orElse(ImageDetail.AUTO).name().toLowerCase(Locale.ROOT);
    }

    private static String answered(MessageContent part) {
        if (part instanceof MessageContent.Text text) {
            return withoutMarkers(text.text());
        }
        return part instanceof MessageContent.Refusal refusal ? refusal.refusal() : "";
    }

    private static String withoutMarkers(TextContent text) {
        String plain = text.value();
        for (Annotation annotation : text.annotations()) {
            if (annotation instanceof Annotation.FileCitation citation) {
                plain = plain.replace(citation.text(), "");
            }
        }
        return plain;
    }

    /** What was called until a message was written. */
    private void callsBefore(Deque<RunStep> left, String messageId) {
        while (!left.isEmpty()) {
            RunStep step = left.remove();
            if (step.stepDetails() instanceof StepDetails.ToolCalls calls) {
                calls.toolCalls().forEach(this::call);
            } else if (step.stepDetails() instanceof StepDetails.MessageCreation creation
                    && creation.messageCreation().messageId().equals(messageId)) {
                return;
            }
        }
    }

    /** A call without an answer is none: the API would refuse it. */
    private void call(ToolCall call) {
        if (call instanceof ToolCall.Function function
                && function.function().output().isPresent()) {
            FunctionCall called = function.function();
            items.add(JsonNode.object()
                    .put("type", "function_call")
                    .put("call_id", function.id())
                    .put("name", called.name())
                    .put("arguments", called.arguments())
                    .put("status", "completed")
                    .build());
            items.add(JsonNode.object()
                    .put("type", "function_call_output")
                    .put("call_id", function.id())
                    .put("output", called.output().orElse(""))
                    .build());
        }
    }
}
