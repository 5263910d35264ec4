package dev.sluice.provider.local.assistants;

import dev.sluice.provider.local.assistants.data.RefusedException;
import java.util.Map;
import java.util.TreeMap;

/** What ids begin with. Programs that mix up their arguments send other objects' ids, or the word undefined. */
final class Prefixes {
    private static final Map<String, String> PREFIXES = Map.of(
            "assistant_id", "asst",
            "thread_id", "thread",
            "message_id", "msg",
            "run_id", "run",
            "step_id", "step",
            "vector_store_id", "vs",
            "batch_id", "vsfb");

    private Prefixes() {}

    static void check(Map<String, String> ids) {
        new TreeMap<>(ids).forEach((name, id) -> {
            String prefix = PREFIXES.getOrDefault(name, "");
            if (!id.startsWith(prefix)) {
                throw new RefusedException(
                        400,
                        "Invalid '" + name + "': '" + id + "'. Expected an ID that begins with '" + prefix + "'.",
                        name,
                        "invalid_value");
            }
        });
    }
}
