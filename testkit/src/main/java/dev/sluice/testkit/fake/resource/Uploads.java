package dev.sluice.testkit.fake.resource;

import dev.sluice.core.json.JsonNode;
import dev.sluice.testkit.fake.wire.Multipart;
import java.io.ByteArrayOutputStream;

/** {@code /uploads}: parts that become a file. There is no way to ask for one, as in the real service. */
final class Uploads {
    private static final long LIFETIME_SECONDS = 60 * 60;
    private static final String PATH = "/uploads/{upload}";

    private Uploads() {}

    static void register(Router router) {
        router.on("POST", "/uploads", Uploads::create)
                .on("POST", PATH + "/parts", Uploads::add)
                .on("POST", PATH + "/complete", Uploads::complete)
                .on("POST", PATH + "/cancel", call -> end(call, require(call), "cancelled"));
    }

    private static Reply create(Call call) {
        JsonNode body = call.json();
        return Reply.ok(call.account()
                .shelf("uploads")
                .put(JsonNode.object()
                        .put("id", Ids.hex("upload_"))
                        .put("object", "upload")
                        .put("bytes", Nodes.number(body, "bytes", 0))
                        .put("created_at", Ids.now())
                        .put("filename", Nodes.required(body, "filename"))
                        .put("purpose", Nodes.required(body, "purpose"))
                        .put("status", "pending")
                        .put("expires_at", Ids.now() + LIFETIME_SECONDS)
                        .putNull("file")
                        .build()));
    }

    private static Reply add(Call call) {
        require(call);
        Multipart.Part data = call.form().part("data").orElseThrow(() -> ApiException.missing("data"));
        JsonNode part = JsonNode.object()
                .put("id", Ids.hex("part_"))
                .put("object", "upload.part")
                .put("created_at", Ids.now())
                .put("upload_id", call.id("upload"))
                .build();
        call.account().contents().put(Nodes.required(part, "id"), data.content());
        return Reply.ok(parts(call).put(part));
    }

    private static Reply complete(Call call) {
        JsonNode upload = require(call);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (JsonNode part : Nodes.list(call.json(), "part_ids")) {
            String id = part.asText().orElse("");
            if (parts(call).get(id).isEmpty()) {
                throw ApiException.badRequest("No part found with id '" + id + "'.", "part_ids", null);
            }
            content.writeBytes(call.account().contents().getOrDefault(id, new byte[0]));
        }
        JsonNode file = Files.keep(
                call.account(),
                Nodes.required(upload, "purpose"),
                Nodes.required(upload, "filename"),
                content.toByteArray());
        return end(call, Nodes.with(upload, "file", file), "completed");
    }

    private static Reply end(Call call, JsonNode upload, String status) {
        return Reply.ok(call.account().shelf("uploads").put(Nodes.with(upload, "status", JsonNode.of(status))));
    }

    private static JsonNode require(Call call) {
        return call.account()
                .shelf("uploads")
                .get(call.id("upload"))
                .orElseThrow(() -> ApiException.notFound("No Upload found with id '" + call.id("upload") + "'."));
    }

    private static Shelf parts(Call call) {
        return call.account().shelf(call.id("upload") + "/parts");
    }
}
