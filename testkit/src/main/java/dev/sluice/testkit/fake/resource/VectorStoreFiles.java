package dev.sluice.testkit.fake.resource;

import dev.sluice.core.json.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** {@code /vector_stores/{id}/files} and {@code /file_batches}: indexed at once. */
final class VectorStoreFiles {
    private static final String FILES = "/vector_stores/{store}/files";
    private static final String BATCHES = "/vector_stores/{store}/file_batches";

    private VectorStoreFiles() {}

    static void register(Router router) {
        router.on("POST", FILES, VectorStoreFiles::create)
                .on("GET", FILES, VectorStoreFiles::list)
                .on("GET", FILES + "/{file}", call -> Reply.ok(require(call)))
                .on("POST", FILES + "/{file}", VectorStoreFiles::modify)
                .on("DELETE", FILES + "/{file}", VectorStoreFiles::delete)
                .on("GET", FILES + "/{file}/content", VectorStoreFiles::content)
                .on("POST", BATCHES, VectorStoreFiles::createBatch)
                .on("GET", BATCHES + "/{batch}", call -> Reply.ok(requireBatch(call)))
                .on("POST", BATCHES + "/{batch}/cancel", call -> Reply.ok(requireBatch(call)))
                .on("GET", BATCHES + "/{batch}/files", VectorStoreFiles::batchFiles);
    }

    static Shelf shelf(Account account, String store) {
        return account.shelf(store + "/files");
    }

    static JsonNode attach(Account account, String store, String file, JsonNode attributes) {
        long bytes = Nodes.number(Files.require(account, file), "bytes", 0);
        return shelf(account, store)
                .put(JsonNode.object()
                        .put("id", file)
                        .put("object", "vector_store.file")
                        .put("usage_bytes", bytes)
                        .put("created_at", Ids.now())
                        .put("vector_store_id", store)
                        .put("status", "completed")
                        .putNull("last_error")
                        .put("chunking_strategy", chunking())
                        .put("attributes", attributes)
                        .build());
    }

    private static JsonNode chunking() {
        return JsonNode.object()
                .put("type", "static")
                .put(
                        "static",
                        JsonNode.object()
                                .put("max_chunk_size_tokens", 800)
                                .put("chunk_overlap_tokens", 400)
                                .build())
                .build();
    }

    private static Reply create(Call call) {
        VectorStores.require(call);
        JsonNode body = call.json();
        return Reply.ok(attach(
                call.account(),
                call.id("store"),
                Nodes.required(body, "file_id"),
                Nodes.or(body, "attributes", Nodes.EMPTY)));
    }

    private static Reply list(Call call) {
        VectorStores.require(call);
        return Reply.ok(shelf(call.account(), call.id("store")).page(call.request(), 20, 100));
    }

    private static Reply modify(Call call) {
        return Reply.ok(shelf(call.account(), call.id("store")).put(Nodes.modified(require(call), call.json())));
    }

    private static Reply delete(Call call) {
        require(call);
        shelf(call.account(), call.id("store")).remove(call.id("file"));
        return Deleted.reply(call.id("file"), "vector_store.file.deleted");
    }

    private static Reply content(Call call) {
        require(call);
        byte[] bytes = call.account().contents().getOrDefault(call.id("file"), new byte[0]);
        JsonNode text = JsonNode.object()
                .put("type", "text")
                .put("text", new String(bytes, StandardCharsets.UTF_8))
                .build();
        return Reply.ok(JsonNode.object()
                .put("object", "vector_store.file_content.page")
                .put("data", JsonNode.array(List.of(text)))
                .put("has_more", JsonNode.of(false))
                .putNull("next_page")
                .build());
    }

    private static Reply createBatch(Call call) {
        VectorStores.require(call);
        JsonNode body = call.json();
        List<String> ids = new ArrayList<>();
        Nodes.list(body, "file_ids").forEach(id -> id.asText().ifPresent(ids::add));
        Nodes.list(body, "files").forEach(file -> ids.add(Nodes.required(file, "file_id")));
        ids.forEach(id -> attach(call.account(), call.id("store"), id, Nodes.EMPTY));
        JsonNode batch = JsonNode.object()
                .put("id", Ids.hex("vsfb_"))
                .put("object", "vector_store.file_batch")
                .put("created_at", Ids.now())
                .put("status", "completed")
                .put("vector_store_id", call.id("store"))
                .put("file_counts", VectorStores.counts(ids.size()))
                .build();
        Shelf files = call.account().shelf(Nodes.required(batch, "id") + "/files");
        ids.forEach(id -> shelf(call.account(), call.id("store")).get(id).ifPresent(files::put));
        return Reply.ok(call.account().shelf(batchesOf(call)).put(batch));
    }

    private static Reply batchFiles(Call call) {
        requireBatch(call);
        return Reply.ok(call.account().shelf(call.id("batch") + "/files").page(call.request(), 20, 100));
    }

    private static JsonNode require(Call call) {
        VectorStores.require(call);
        return shelf(call.account(), call.id("store"))
                .get(call.id("file"))
                .orElseThrow(() -> ApiException.notFound(
                        "No file found with id '" + call.id("file") + "' in vector store '" + call.id("store") + "'."));
    }

    private static JsonNode requireBatch(Call call) {
        VectorStores.require(call);
        return call.account()
                .shelf(batchesOf(call))
                .get(call.id("batch"))
                .orElseThrow(() -> ApiException.notFound("No file batch found with id '" + call.id("batch") + "'."));
    }

    private static String batchesOf(Call call) {
        return call.id("store") + "/file_batches";
    }
}
