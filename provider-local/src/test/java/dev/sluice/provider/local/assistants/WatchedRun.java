package dev.sluice.provider.local.assistants;

import dev.sluice.core.json.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A run as a client sees it again and again, with what it may become according to section D.1. */
final class WatchedRun {
    private static final Set<String> OVER = Set.of("completed", "incomplete", "failed", "cancelled", "expired");
    private static final Set<String> ENDS_OF_PROGRESS = Set.of(
            "queued", "in_progress", "requires_action", "cancelling", "completed", "incomplete", "failed", "expired");

    /** What may be seen after a status, some steps in between unseen. */
    private static final Map<String, Set<String>> NEXT = Map.of(
            "queued", plus(ENDS_OF_PROGRESS, "cancelled"),
            "in_progress", plus(ENDS_OF_PROGRESS, "cancelled"),
            "requires_action", plus(ENDS_OF_PROGRESS, "cancelled"),
            "cancelling", Set.of("cancelling", "cancelled", "completed", "failed", "expired"));

    private final String thread;
    private final String id;
    private String seen = "queued";
    private boolean gone;

    WatchedRun(String thread, String id) {
        this.thread = thread;
        this.id = id;
    }

    private static Set<String> plus(Set<String> some, String more) {
        return Set.copyOf(Stream.concat(some.stream(), Stream.of(more)).toList());
    }

    String thread() {
        return thread;
    }

    String id() {
        return id;
    }

    String path() {
        return "/v1/threads/" + thread + "/runs/" + id;
    }

    void gone() {
        gone = true;
    }

    boolean isGone() {
        return gone;
    }

    private JsonNode json(Bench bench) {
        return bench.reply("GET", path(), null).json();
    }

    String status(Bench bench) {
        return text(json(bench), "status");
    }

    private static String text(JsonNode json, String member) {
        return json.get(member).flatMap(JsonNode::asText).orElse("");
    }

    boolean locks(Bench bench) {
        return !gone && !OVER.contains(status(bench));
    }

    boolean isCancellable(Bench bench) {
        return Set.of("queued", "in_progress", "requires_action").contains(status(bench));
    }

    boolean isLate(Bench bench) {
        long expiresAt = json(bench).get("expires_at").orElseThrow().asLong().orElse(Long.MAX_VALUE);
        return bench.clock.instant().getEpochSecond() >= expiresAt;
    }

    List<JsonNode> pending(Bench bench) {
        return json(bench)
                .get("required_action")
                .flatMap(action -> action.get("submit_tool_outputs"))
                .flatMap(outputs -> outputs.get("tool_calls"))
                .map(JsonNode::elements)
                .orElse(List.of());
    }

    /** What is seen must be allowed after what was seen before. */
    void look(Bench bench) {
        if (gone) {
            return;
        }
        JsonNode json = json(bench);
        String now = text(json, "status");
        boolean allowed = OVER.contains(seen)
                ? now.equals(seen)
                : NEXT.getOrDefault(seen, Set.of()).contains(now);
        if (!allowed) {
            throw new AssertionError(id + " went from " + seen + " to " + now);
        }
        seen = now;
        checkTimes(json, now);
    }

    private void checkTimes(JsonNode json, String status) {
        check(json, "cancelled_at", status.equals("cancelled"));
        check(json, "failed_at", status.equals("failed"));
        check(json, "completed_at", status.equals("completed"));
        check(json, "required_action", status.equals("requires_action"));
        check(json, "usage", OVER.contains(status));
        check(json, "expires_at", !OVER.contains(status));
        check(json, "last_error", status.equals("failed"));
        check(json, "incomplete_details", status.equals("incomplete"));
    }

    private void check(JsonNode json, String member, boolean present) {
        boolean isThere = !json.get(member).orElseThrow().equals(JsonNode.NullNode.NULL);
        if (isThere != present) {
            throw new AssertionError(
                    id + " is " + seen + " and its " + member + " is" + (isThere ? "" : " not") + " there");
        }
    }

    void mustBeOver(Bench bench) {
        if (gone) {
            return;
        }
        look(bench);
        if (!OVER.contains(seen)) {
            throw new AssertionError(id + " is still " + seen);
        }
        long inSteps = 0;
        for (JsonNode step : elements(bench, path() + "/steps?limit=100")) {
            inSteps += tokens(step);
            if (text(step, "status").equals("in_progress")) {
                throw new AssertionError(id + " is " + seen + " and has an open step");
            }
        }
        if (inSteps != tokens(json(bench))) {
            throw new AssertionError(id + " used " + tokens(json(bench)) + " tokens, its steps " + inSteps);
        }
        for (JsonNode message : elements(bench, "/v1/threads/" + thread + "/messages?limit=100&run_id=" + id)) {
            if (text(message, "status").equals("in_progress")) {
                throw new AssertionError(id + " is " + seen + " and writes a message");
            }
        }
        Events events = bench.listen("GET", path() + "/events", null);
        bench.loop.runAll();
        EventRules.check(events.all());
        EventRules.numbered(events.all(), 0);
        EventRules.endsWith(events.all(), "thread.run." + seen);
    }

    private static List<JsonNode> elements(Bench bench, String path) {
        return bench.reply("GET", path, null).json().get("data").orElseThrow().elements();
    }

    private static long tokens(JsonNode object) {
        return object.get("usage")
                .flatMap(usage -> usage.get("total_tokens"))
                .map(total -> total.asLong().orElse(0))
                .orElse(0L);
    }
}
