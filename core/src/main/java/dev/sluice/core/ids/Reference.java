package dev.sluice.core.ids;

import dev.sluice.core.json.IdScanner;
import dev.sluice.core.json.KeyNames;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Something in a request that may be the id of an object.
 *
 * @param id the string
 * @param member the member or field that holds it; empty where that tells nothing
 */
public record Reference(String id, String member) {
    /** So many references of one call are looked at, of those whose member tells where to look. */
    public static final int MOST_NAMED = 256;

    /** And so many of the others: a chat repeats the ids of its tool calls, which live nowhere. */
    public static final int MOST_OTHERS = 128;

    /** Where the objects are found that these members name. Members that are not here refer only to what is known. */
    private static final Map<String, String> COLLECTIONS = Map.ofEntries(
            Map.entry("assistant_id", "/assistants/"),
            Map.entry("thread_id", "/threads/"),
            Map.entry("file", "/files/"),
            Map.entry("file_id", "/files/"),
            Map.entry("file_ids", "/files/"),
            Map.entry("input_file_id", "/files/"),
            Map.entry("output_file_id", "/files/"),
            Map.entry("error_file_id", "/files/"),
            Map.entry("training_file", "/files/"),
            Map.entry("validation_file", "/files/"),
            Map.entry("result_files", "/files/"),
            Map.entry("fine_tuned_model", "/models/"),
            Map.entry("fine_tuned_model_checkpoint", "/models/"),
            Map.entry("previous_response_id", "/responses/"),
            Map.entry("response_id", "/responses/"),
            Map.entry("vector_store_id", "/vector_stores/"),
            Map.entry("vector_store_ids", "/vector_stores/"),
            Map.entry("conversation", "/conversations/"),
            Map.entry("conversation_id", "/conversations/"),
            Map.entry("batch", "/batches/"),
            Map.entry("batch_id", "/batches/"),
            Map.entry("container", "/containers/"),
            Map.entry("container_id", "/containers/"),
            Map.entry("eval_id", "/evals/"),
            Map.entry("skill_id", "/skills/"),
            Map.entry("video", "/videos/"),
            Map.entry("video_id", "/videos/"));

    /** Objects that are parts of others, and cannot be asked for by themselves. */
    private static final Set<String> PARTS = Set.of("item", "output");

    /** The names that tell where to look, or whose objects are learned. */
    public static final KeyNames NAMES = IdScanner.names(
            Stream.concat(COLLECTIONS.keySet().stream(), PARTS.stream()).collect(Collectors.toSet()));

    /** Whether members of that name hold ids of objects in the same account. */
    public static boolean isNamed(String member) {
        return COLLECTIONS.containsKey(member) || PARTS.contains(member);
    }

    /** The path under which the object would be found; empty where its member does not tell. */
    public Optional<String> path() {
        return Optional.ofNullable(COLLECTIONS.get(member)).map(collection -> collection + id);
    }
}
