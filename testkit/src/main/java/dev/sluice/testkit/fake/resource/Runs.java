package dev.sluice.testkit.fake.resource;

import dev.sluice.core.json.JsonNode;
import java.util.List;

/** {@code /threads/{id}/runs} and {@code /threads/runs}: what clients ask for; {@link RunPlay} is what then happens. */
final class Runs {
    private static final String PATH = "/threads/{thread}/runs";

    private Runs() {}

    static void register(Router router) {
        router.on("POST", "/threads/runs", Runs::createWithThread)
                .on("POST", PATH, Runs::create)
                .on("GET", PATH, Runs::list)
                .on("GET", PATH + "/{run}", call -> Reply.ok(require(call)))
                .on("POST", PATH + "/{run}", Runs::modify)
                .on("POST", PATH + "/{run}/cancel", Runs::cancel)
                .on("POST", PATH + "/{run}/submit_tool_outputs", Runs::submit);
    }

    static Shelf shelf(Account account, String thread) {
        return account.shelf(thread + "/runs");
    }

    static JsonNode require(Call call) {
        Threads.require(call);
        return shelf(call.account(), call.id("thread"))
                .get(call.id("run"))
                .orElseThrow(() -> ApiException.notFound("No run found with id '" + call.id("run") + "'."));
    }

    private static Reply createWithThread(Call call) {
        JsonNode body = call.json();
        Assistants.require(call, Nodes.required(body, "assistant_id"));
        JsonNode thread = Threads.create(call, Nodes.or(body, "thread", Nodes.EMPTY));
        Sse sse = new Sse().event("thread.created", thread);
        return start(call, Nodes.required(thread, "id"), body, sse);
    }

    private static Reply create(Call call) {
        Threads.require(call);
        String thread = call.id("thread");
        Threads.activeRun(call.account(), thread).ifPresent(run -> {
            throw ApiException.badRequest("Thread " + thread + " already has an active run " + run + ".", null, null);
        });
        return start(call, thread, call.json(), new Sse());
    }

    private static Reply start(Call call, String thread, JsonNode body, Sse sse) {
        JsonNode assistant = Assistants.require(call, Nodes.required(body, "assistant_id"));
        List<JsonNode> messages = Nodes.list(body, "additional_messages");
        messages.forEach(message -> Messages.add(call.account(), thread, message));
        JsonNode run = RunObjects.queued(thread, assistant, body);
        if (Messages.shelf(call.account(), thread).oldestFirst().isEmpty()
                && Nodes.present(run, "instructions").isEmpty()) {
            throw ApiException.badRequest(
                    "Run creation requires a Thread with a user message or an assistant with instructions.",
                    null,
                    "invalid_thread");
        }
        RunPlay play = new RunPlay(call.account(), run, sse);
        play.start();
        return Nodes.flag(body, "stream") ? sse.namedDone() : Reply.ok(run);
    }

    private static Reply list(Call call) {
        Threads.require(call);
        return Reply.ok(shelf(call.account(), call.id("thread")).page(call.request(), 20, 100));
    }

    private static Reply modify(Call call) {
        JsonNode metadata = Nodes.or(call.json(), "metadata", Nodes.EMPTY);
        return Reply.ok(shelf(call.account(), call.id("thread")).put(Nodes.with(require(call), "metadata", metadata)));
    }

    private static Reply cancel(Call call) {
        JsonNode run = require(call);
        if (!Nodes.required(run, "status").equals("requires_action")) {
            throw ApiException.badRequest(
                    "Cannot cancel run with status '" + Nodes.required(run, "status") + "'.", null, null);
        }
        new RunPlay(call.account(), run, new Sse()).cancel();
        JsonNode cancelling = Nodes.with(run, "status", JsonNode.of("cancelling"));
        return Reply.ok(Nodes.with(cancelling, "required_action", Nodes.orNull(null)));
    }

    private static Reply submit(Call call) {
        JsonNode run = require(call);
        String status = Nodes.required(run, "status");
        if (!status.equals("requires_action")) {
            throw ApiException.badRequest("Runs in status \"" + status + "\" do not accept tool outputs.", null, null);
        }
        JsonNode body = call.json();
        Sse sse = new Sse();
        JsonNode queued = new RunPlay(call.account(), run, sse).resume(Nodes.list(body, "tool_outputs"));
        return Nodes.flag(body, "stream") ? sse.namedDone() : Reply.ok(queued);
    }
}
