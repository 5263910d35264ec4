package dev.sluice.testkit.fake.resource;

import dev.sluice.core.json.JsonNode;
import java.util.List;

/** {@code /vector_stores}, without their files ({@link VectorStoreFiles}) and search ({@link VectorStoreSearch}). */
final class VectorStores {
    private VectorStores() {}

    static void register(Router router) {
        router.on("POST", "/vector_stores", VectorStores::create)
                .on("GET", "/vector_stores", VectorStores::list)
                .on("GET", "/vector_stores/{store}", call -> Reply.ok(require(call)))
                .on("POST", "/vector_stores/{store}", VectorStores::modify)
                .on("DELETE", "/vector_stores/{store}", VectorStores::delete);
    }

    /** The store that the path names, with its files counted. */
    static JsonNode require(Call call) {
        return shelf(call)
                .get(call.id("store"))
                .map(store -> counted(call.account(), store))
                .orElseThrow(() -> ApiException.notFound("No vector store found with id '" + call.id("store") + "'."));
    }

    /** Counts by status: everything is indexed at once. */
    static JsonNode counts(int completed) {
        return JsonNode.object()
                .put("in_progress", 0)
                .put("completed", completed)
                .put("failed", 0)
                .put("cancelled", 0)
                .put("total", completed)
                .build();
    }

    private static Reply create(Call call) {
        JsonNode body = call.json();
        long now = Ids.now();
        List<String> files = Nodes.list(body, "file_ids").stream()
                .flatMap(file -> file.asText().stream())
                .toList();
        files.forEach(file -> Files.require(call.account(), file));
        JsonNode store = JsonNode.object()
                .put("id", Ids.hex("vs_"))
                .put("object", "vector_store")
                .put("created_at", now)
                .put("name", Nodes.orNull(body, "name"))
                .put("description", Nodes.orNull(body, "description"))
                .put("usage_bytes", 0)
                .put("file_counts", counts(0))
                .put("status", "completed")
                .put("expires_after", Nodes.orNull(body, "expires_after"))
                .putNull("expires_at")
                .put("last_active_at", now)
                .put("metadata", Nodes.or(body, "metadata", Nodes.EMPTY))
                .build();
        shelf(call).put(store);
        String id = Nodes.required(store, "id");
        files.forEach(file -> VectorStoreFiles.attach(call.account(), id, file, Nodes.EMPTY));
        return Reply.ok(counted(call.account(), store));
    }

    private static Reply list(Call call) {
        List<JsonNode> stores = shelf(call).oldestFirst().stream()
                .map(store -> counted(call.account(), store))
                .toList();
        return Reply.ok(Shelf.page(stores, call.request(), 20, 100));
    }

    private static Reply modify(Call call) {
        return Reply.ok(shelf(call).put(Nodes.modified(require(call), call.json())));
    }

    private static Reply delete(Call call) {
        require(call);
        shelf(call).remove(call.id("store"));
        return Deleted.reply(call.id("store"), "vector_store.deleted");
    }

    private static JsonNode counted(Account account, JsonNode store) {
        List<JsonNode> files =
                VectorStoreFiles.shelf(account, Nodes.required(store, "id")).oldestFirst();
        long bytes = files.stream()
                .mapToLong(file -> Nodes.number(file, "usage_bytes", 0))
                .sum();
        return Nodes.with(Nodes.with(store, "file_counts", counts(files.size())), "usage_bytes", JsonNode.of(bytes));
    }

    private static Shelf shelf(Call call) {
        return call.account().shelf("vector_stores");
    }
}
