package dev.sluice.provider.local.assistants;

import dev.sluice.core.json.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The messages of users that were acknowledged, thread by thread, as the reference for what must be there. */
final class Said {
    private final Map<String, List<String>> byThread = new HashMap<>();

    void add(String thread, String message) {
        byThread.computeIfAbsent(thread, some -> new ArrayList<>()).add(message);
    }

    /** Takes any message of a thread out, unless it is the last: a run needs one. */
    List<String> removeAny(String thread, Random random) {
        List<String> all = byThread.getOrDefault(thread, List.of());
        return all.size() < 2 ? List.of() : List.of(all.remove(random.nextInt(all.size())));
    }

    /** All that were acknowledged and not deleted are there, in their order, and no others. */
    void check(Bench bench, String thread) {
        List<String> there = new ArrayList<>();
        String after = "";
        boolean more = true;
        while (more) {
            JsonNode page = bench.reply("GET", "/v1/threads/" + thread + "/messages?order=asc&limit=7" + after, null)
                    .json();
            for (JsonNode message : page.get("data").orElseThrow().elements()) {
                if (text(message, "role").equals("user")) {
                    there.add(text(message, "id"));
                }
            }
            after = "&after=" + text(page, "last_id");
            more = page.get("has_more").flatMap(JsonNode::asBoolean).orElseThrow();
        }
        if (!there.equals(byThread.getOrDefault(thread, List.of()))) {
            throw new AssertionError(thread + " has " + there + " and not " + byThread.get(thread));
        }
    }

    private static String text(JsonNode node, String member) {
        return node.get(member).flatMap(JsonNode::asText).orElse("");
    }
}
