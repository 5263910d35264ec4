package dev.sluice.testkit.fake.resource;

import dev.sluice.core.json.JsonNode;
import java.util.Optional;
import java.util.Set;

/** {@code /threads}, and the lock that an active run holds on one. */
final class Threads {
    private static final Set<String> ACTIVE = Set.of("queued", "in_progress", "requires_action", "cancelling");

    private Threads() {}

    static void register(Router router) {
        router.on("POST", "/threads", call -> Reply.ok(create(call, call.json())))
                .on("GET", "/threads/{thread}", call -> Reply.ok(require(call)))
                .on("POST", "/threads/{thread}", Threads::modify)
                .on("DELETE", "/threads/{thread}", Threads::delete);
    }

    static JsonNode create(Call call, JsonNode body) {
        JsonNode thread = shelf(call)
                .put(JsonNode.object()
                        .put("id", Ids.alphanumeric("thread_"))
                        .put("object", "thread")
                        .put("created_at", Ids.now())
                        .put("metadata", Nodes.or(body, "metadata", Nodes.EMPTY))
                        .put("tool_resources", Nodes.or(body, "tool_resources", Nodes.EMPTY))
                        .build());
        String id = Nodes.required(thread, "id");
        Nodes.list(body, "messages").forEach(message -> Messages.add(call.account(), id, message));
        return thread;
    }

    static JsonNode require(Call call) {
        return shelf(call)
                .get(call.id("thread"))
                .orElseThrow(() -> ApiException.notFound("No thread found with id '" + call.id("thread") + "'."));
    }

    /** The id of the run that locks the thread. */
    static Optional<String> activeRun(Account account, String thread) {
        return Runs.shelf(account, thread).oldestFirst().stream()
                .filter(run -> ACTIVE.contains(Nodes.required(run, "status")))
                .map(run -> Nodes.required(run, "id"))
                .findFirst();
    }

    private static Reply modify(Call call) {
        return Reply.ok(shelf(call).put(Nodes.modified(require(call), call.json())));
    }

    private static Reply delete(Call call) {
        require(call);
        shelf(call).remove(call.id("thread"));
        return Deleted.reply(call.id("thread"), "thread.deleted");
    }

    private static Shelf shelf(Call call) {
        return call.account().shelf("threads");
    }
}
