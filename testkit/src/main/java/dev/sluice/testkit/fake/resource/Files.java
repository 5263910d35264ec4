package dev.sluice.testkit.fake.resource;

import dev.sluice.core.http.Headers;
import dev.sluice.core.json.JsonNode;
import dev.sluice.testkit.fake.wire.Multipart;
import java.util.List;

/** {@code /files}: uploaded as multipart, listed, read back byte for byte, deleted. */
final class Files {
    private static final int PAGE = 10_000;

    private Files() {}

    static void register(Router router) {
        router.on("POST", "/files", Files::create)
                .on("GET", "/files", Files::list)
                .on("GET", "/files/{id}", call -> Reply.ok(require(call.account(), call.id("id"))))
                .on("GET", "/files/{id}/content", Files::content)
                .on("DELETE", "/files/{id}", Files::delete);
    }

    /** The file of that id, or a 404 in the words of this endpoint. */
    static JsonNode require(Account account, String id) {
        return account.shelf("files")
                .get(id)
                .orElseThrow(() -> new ApiException(404, "No such File object: " + id, "id", null));
    }

    private static Reply create(Call call) {
        Multipart form = call.form();
        Multipart.Part file = form.part("file").orElseThrow(() -> ApiException.missing("file"));
        String purpose = form.text("purpose").orElseThrow(() -> ApiException.missing("purpose"));
        return Reply.ok(keep(call.account(), purpose, file.filename().orElse("file"), file.content()));
    }

    /** Makes a file. */
    static JsonNode keep(Account account, String purpose, String name, byte[] content) {
        JsonNode object = JsonNode.object()
                .put("object", "file")
                .put("id", Ids.alphanumeric("file-"))
                .put("purpose", purpose)
                .put("filename", name)
                .put("bytes", content.length)
                .put("created_at", Ids.now())
                .putNull("expires_at")
                .put("status", "processed")
                .putNull("status_details")
                .build();
        account.contents().put(Nodes.required(object, "id"), content);
        return account.shelf("files").put(object);
    }

    private static Reply list(Call call) {
        String purpose = call.request().query("purpose").orElse("");
        List<JsonNode> files = call.account().shelf("files").oldestFirst().stream()
                .filter(file -> purpose.isEmpty()
                        || Nodes.text(file, "purpose").filter(purpose::equals).isPresent())
                .toList();
        return Reply.ok(Shelf.page(files, call.request(), PAGE, PAGE));
    }

    private static Reply content(Call call) {
        String name = Nodes.required(require(call.account(), call.id("id")), "filename");
        Headers headers = Headers.of(
                "Content-Type",
                "application/octet-stream",
                "Content-Disposition",
                "attachment; filename=\"" + name + "\"");
        return new Reply.Binary(200, headers, call.account().contents().getOrDefault(call.id("id"), new byte[0]));
    }

    private static Reply delete(Call call) {
        require(call.account(), call.id("id"));
        call.account().shelf("files").remove(call.id("id"));
        call.account().contents().remove(call.id("id"));
        return Reply.ok(JsonNode.object()
                .put("object", "file")
                .put("id", call.id("id"))
                .put("deleted", JsonNode.of(true))
                .build());
    }
}
