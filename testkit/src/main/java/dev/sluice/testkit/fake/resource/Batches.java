package dev.sluice.testkit.fake.resource;

import dev.sluice.core.json.JsonNode;

/** {@code /batches}: validating until it is cancelled; nothing is run. */
final class Batches {
    private static final long WINDOW_SECONDS = 24 * 60 * 60;

    private Batches() {}

    static void register(Router router) {
        router.on("POST", "/batches", Batches::create)
                .on("GET", "/batches", call -> Reply.ok(shelf(call).page(call.request(), 20, 100)))
                .on("GET", "/batches/{id}", call -> Reply.ok(find(call)))
                .on("POST", "/batches/{id}/cancel", Batches::cancel);
    }

    private static Reply create(Call call) {
        JsonNode body = call.json();
        String input = Nodes.required(body, "input_file_id");
        Files.require(call.account(), input);
        long now = Ids.now();
        return Reply.ok(shelf(call)
                .put(JsonNode.object()
                        .put("id", Ids.hex("batch_"))
                        .put("object", "batch")
                        .put("endpoint", Nodes.required(body, "endpoint"))
                        .putNull("errors")
                        .put("input_file_id", input)
                        .put("completion_window", Nodes.required(body, "completion_window"))
                        .put("status", "validating")
                        .putNull("output_file_id")
                        .putNull("error_file_id")
                        .put("created_at", now)
                        .putNull("in_progress_at")
                        .put("expires_at", now + WINDOW_SECONDS)
                        .putNull("finalizing_at")
                        .putNull("completed_at")
                        .putNull("failed_at")
                        .putNull("expired_at")
                        .putNull("cancelling_at")
                        .putNull("cancelled_at")
                        .put(
                                "request_counts",
                                JsonNode.object()
                                        .put("total", 0)
                                        .put("completed", 0)
                                        .put("failed", 0)
                                        .build())
                        .put("metadata", Nodes.orNull(body, "metadata"))
                        .build()));
    }

    private static Reply cancel(Call call) {
        JsonNode cancelling = Nodes.with(find(call), "status", JsonNode.of("cancelling"));
        return Reply.ok(shelf(call).put(Nodes.with(cancelling, "cancelling_at", JsonNode.of(Ids.now()))));
    }

    private static JsonNode find(Call call) {
        return shelf(call)
                .get(call.id("id"))
                .orElseThrow(() -> ApiException.notFound("No batch found with id '" + call.id("id") + "'."));
    }

    private static Shelf shelf(Call call) {
        return call.account().shelf("batches");
    }
}
