package dev.sluice.testkit.fake.resource;

import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.NullNode;
import java.util.List;

/** {@code /threads/{id}/messages}. */
final class Messages {
    private static final String PATH = "/threads/{thread}/messages";

    private Messages() {}

    static void register(Router router) {
        router.on("POST", PATH, Messages::create)
                .on("GET", PATH, Messages::list)
                .on("GET", PATH + "/{message}", call -> Reply.ok(require(call)))
                .on("POST", PATH + "/{message}", Messages::modify)
                .on("DELETE", PATH + "/{message}", Messages::delete);
    }

    /** Adds a client's message. */
    static JsonNode add(Account account, String thread, JsonNode body) {
        String role = Nodes.required(body, "role");
        if (!role.equals("user") && !role.equals("assistant")) {
            throw ApiException.badRequest(
                    "Invalid value: '" + role + "'. Supported values are: 'user' and 'assistant'.",
                    "role",
                    "invalid_value");
        }
        JsonNode content = Nodes.present(body, "content").orElseThrow(() -> ApiException.missing("content"));
        List<JsonNode> parts = content.asText()
                .map(text -> List.of(text(text)))
                .orElseGet(() -> content.elements().stream().map(Messages::part).toList());
        long now = Ids.now();
        return shelf(account, thread)
                .put(JsonNode.object()
                        .put("id", Ids.alphanumeric("msg_"))
                        .put("object", "thread.message")
                        .put("created_at", now)
                        .putNull("assistant_id")
                        .put("thread_id", thread)
                        .putNull("run_id")
                        .put("status", "completed")
                        .putNull("incomplete_details")
                        .putNull("incomplete_at")
                        .put("completed_at", now)
                        .put("role", role)
                        .put("content", JsonNode.array(parts))
                        .put("attachments", Nodes.or(body, "attachments", JsonNode.array(List.of())))
                        .put("metadata", Nodes.or(body, "metadata", Nodes.EMPTY))
                        .build());
    }

    /** A text part as answers carry it. */
    static JsonNode text(String value) {
        return JsonNode.object()
                .put("type", "text")
                .put(
                        "text",
                        JsonNode.object()
                                .put("value", value)
                                .put("annotations", JsonNode.array(List.of()))
                                .build())
                .build();
    }

    static String textOf(JsonNode message) {
        StringBuilder text = new StringBuilder();
        for (JsonNode part : Nodes.list(message, "content")) {
            text.append(part.get("text")
                    .flatMap(value -> Nodes.text(value, "value"))
                    .orElse(""));
        }
        return text.toString();
    }

    static Shelf shelf(Account account, String thread) {
        return account.shelf(thread + "/messages");
    }

    private static JsonNode part(JsonNode part) {
        return Nodes.text(part, "text").map(Messages::text).orElse(part);
    }

    private static Reply create(Call call) {
        Threads.require(call);
        String thread = call.id("thread");
        Threads.activeRun(call.account(), thread).ifPresent(run -> {
            throw ApiException.badRequest(
                    "Can't add messages to " + thread + " while a run " + run + " is active.", null, null);
        });
        return Reply.ok(add(call.account(), thread, call.json()));
    }

    private static Reply list(Call call) {
        Threads.require(call);
        String run = call.request().query("run_id").orElse("");
        List<JsonNode> messages = shelf(call.account(), call.id("thread")).oldestFirst().stream()
                .filter(message -> run.isEmpty()
                        || message.get("run_id").orElse(NullNode.NULL).equals(JsonNode.of(run)))
                .toList();
        return Reply.ok(Shelf.page(messages, call.request(), 20, 100));
    }

    private static Reply modify(Call call) {
        return Reply.ok(shelf(call.account(), call.id("thread")).put(Nodes.modified(require(call), call.json())));
    }

    private static Reply delete(Call call) {
        require(call);
        shelf(call.account(), call.id("thread")).remove(call.id("message"));
        return Deleted.reply(call.id("message"), "thread.message.deleted");
    }

    private static JsonNode require(Call call) {
        Threads.require(call);
        return shelf(call.account(), call.id("thread"))
                .get(call.id("message"))
                .orElseThrow(() -> ApiException.notFound("No message found with id '" + call.id("message") + "'."));
    }
}
