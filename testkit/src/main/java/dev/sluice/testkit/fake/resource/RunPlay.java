package dev.sluice.testkit.fake.resource;

import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.NullNode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Plays a run to its next rest: the built-in tools it has, then a message that repeats the user, or a call of every function. Events are told in
 * the order of the real service; objects are stored before the events that announce them leave.
 */
final class RunPlay {
    private final Account account;
    private final Sse sse;
    private JsonNode run;

    RunPlay(Account account, JsonNode run, Sse sse) {
        this.account = account;
        this.run = run;
        this.sse = sse;
    }

    void start() {
        tell("thread.run.created");
        tell("thread.run.queued");
        begin();
        new BuiltInTools(account, run, sse).use();
        List<JsonNode> functions = functions();
        if (functions.isEmpty()) {
            answer(Speech.answer(lastUserText()));
        } else {
            new ToolCalls(account, run, sse).open(functions);
            change("required_action", ToolCalls.requiredAction(account, run));
            become("requires_action");
        }
    }

    /** Takes the outputs, and finishes; gives the run as it was when it was queued again. */
    JsonNode resume(List<JsonNode> outputs) {
        new ToolCalls(account, run, sse).close(outputs);
        change("required_action", NullNode.NULL);
        become("queued");
        JsonNode queued = run;
        begin();
        String joined = outputs.stream()
                .map(output -> Nodes.text(output, "output").orElse(""))
                .collect(Collectors.joining(" "));
        answer(Speech.answer(joined));
        return queued;
    }

    void cancel() {
        ToolCalls.pending(account, run).ifPresent(step -> {
            JsonNode cancelled = Nodes.with(step, "status", JsonNode.of("cancelled"));
            RunSteps.shelf(account, Nodes.required(run, "id"))
                    .put(Nodes.with(cancelled, "cancelled_at", JsonNode.of(Ids.now())));
        });
        change("required_action", NullNode.NULL);
        change("cancelled_at", JsonNode.of(Ids.now()));
        change("expires_at", NullNode.NULL);
        become("cancelled");
    }

    private void begin() {
        change("started_at", JsonNode.of(Ids.now()));
        become("in_progress");
    }

    private void answer(String text) {
        JsonNode message = RunObjects.message(run);
        String messageId = Nodes.required(message, "id");
        JsonNode step = RunObjects.step(run, "message_creation", creationOf(messageId));
        sse.event("thread.run.step.created", step).event("thread.run.step.in_progress", step);
        sse.event("thread.message.created", message).event("thread.message.in_progress", message);
        boolean first = true;
        for (String piece : Speech.pieces(text)) {
            sse.event("thread.message.delta", delta(messageId, textOf(piece, first)));
            first = false;
        }
        BuiltInTools.citation(run, text).forEach(mark -> sse.event("thread.message.delta", delta(messageId, mark)));
        JsonNode now = JsonNode.of(Ids.now());
        JsonNode usage = RunObjects.usage(Speech.tokens(lastUserText()), Speech.tokens(text));
        JsonNode said = Nodes.with(message, "content", JsonNode.array(List.of(BuiltInTools.cited(run, text))));
        JsonNode completed = Nodes.with(Nodes.with(said, "status", JsonNode.of("completed")), "completed_at", now);
        sse.event(
                "thread.message.completed",
                Messages.shelf(account, Nodes.required(run, "thread_id")).put(completed));
        JsonNode done = Nodes.with(Nodes.with(step, "status", JsonNode.of("completed")), "completed_at", now);
        sse.event(
                "thread.run.step.completed",
                RunSteps.shelf(account, Nodes.required(run, "id")).put(Nodes.with(done, "usage", usage)));
        change("completed_at", now);
        change("expires_at", NullNode.NULL);
        change("usage", usageOfSteps());
        become("completed");
    }

    private JsonNode usageOfSteps() {
        long prompt = 0;
        long completion = 0;
        for (JsonNode step : RunSteps.shelf(account, Nodes.required(run, "id")).oldestFirst()) {
            JsonNode usage = Nodes.or(step, "usage", Nodes.EMPTY);
            prompt += Nodes.number(usage, "prompt_tokens", 0);
            completion += Nodes.number(usage, "completion_tokens", 0);
        }
        return RunObjects.usage(prompt, completion);
    }

    private static JsonNode creationOf(String messageId) {
        return JsonNode.object()
                .put("type", "message_creation")
                .put(
                        "message_creation",
                        JsonNode.object().put("message_id", messageId).build())
                .build();
    }

    /** The annotations come with the first piece of a part only. */
    private static JsonNode textOf(String piece, boolean first) {
        JsonNode.ObjectBuilder text = JsonNode.object().put("value", piece);
        return (first ? text.put("annotations", JsonNode.array(List.of())) : text).build();
    }

    private static JsonNode delta(String messageId, JsonNode text) {
        JsonNode part = JsonNode.object()
                .put("index", 0)
                .put("type", "text")
                .put("text", text)
                .build();
        return JsonNode.object()
                .put("id", messageId)
                .put("object", "thread.message.delta")
                .put(
                        "delta",
                        JsonNode.object()
                                .put("content", JsonNode.array(List.of(part)))
                                .build())
                .build();
    }

    private List<JsonNode> functions() {
        boolean none = Nodes.text(run, "tool_choice").filter("none"::equals).isPresent();
        return none
                ? List.of()
                : Nodes.list(run, "tools").stream()
                        .flatMap(tool -> tool.get("function").stream())
                        .toList();
    }

    private String lastUserText() {
        String text = "";
        for (JsonNode message :
                Messages.shelf(account, Nodes.required(run, "thread_id")).oldestFirst()) {
            text = Nodes.required(message, "role").equals("user") ? Messages.textOf(message) : text;
        }
        return text;
    }

    private void become(String status) {
        change("status", JsonNode.of(status));
        tell("thread.run." + status);
    }

    private void change(String member, JsonNode value) {
        run = Nodes.with(run, member, value);
    }

    private void tell(String event) {
        Runs.shelf(account, Nodes.required(run, "thread_id")).put(run);
        sse.event(event, run);
    }
}
