package dev.sluice.provider.local.assistants.data;

import dev.sluice.core.json.JsonNode;
import java.util.List;

/**
 * What the tools of a run work on.
 *
 * @param stores the vector stores of the gateway that it searches
 * @param hosted those that are not the gateway's: they may live in the account of the model, which then searches them itself
 * @param files what the code interpreter may open
 * @param copies the ids that those files have in the account of the model
 * @param ready whether the account has been seen to: copies are made, and what it hosts is known
 */
public record RunResources(
        List<String> stores, List<String> hosted, List<String> files, List<String> copies, boolean ready) {
    /** Nothing. */
    public static final RunResources NONE = of(List.of(), List.of(), List.of());

    public RunResources {
        stores = List.copyOf(stores);
        hosted = List.copyOf(hosted);
        files = List.copyOf(files);
        copies = List.copyOf(copies);
    }

    /** The resources of a run that was not begun; ready where nothing of them is in another account. */
    public static RunResources of(List<String> stores, List<String> hosted, List<String> files) {
        return new RunResources(stores, hosted, files, List.of(), hosted.isEmpty() && files.isEmpty());
    }

    /** The same when the account of the model has been seen to. */
    public RunResources prepared(List<String> hostedThere, List<String> copiesThere) {
        return new RunResources(stores, hostedThere, files, copiesThere, true);
    }

    void addTo(JsonNode.ObjectBuilder json) {
        json.put("stores", ids(stores));
        if (!hosted.isEmpty() || !files.isEmpty()) {
            json.put("hosted", ids(hosted))
                    .put("files", ids(files))
                    .put("copies", ids(copies))
                    .put("ready", JsonNode.of(ready));
        }
    }

    private static JsonNode ids(List<String> ids) {
        return JsonNode.array(ids.stream().map(JsonNode::of).toList());
    }

    static RunResources read(JsonNode json) {
        return new RunResources(
                ids(json, "stores"),
                ids(json, "hosted"),
                ids(json, "files"),
                ids(json, "copies"),
                json.get("ready").flatMap(JsonNode::asBoolean).orElse(true));
    }

    private static List<String> ids(JsonNode json, String member) {
        return json.get(member).map(JsonNode::elements).orElse(List.of()).stream()
                .flatMap(id -> id.asText().stream())
                .toList();
    }
}
