package dev.sluice.testkit.fake.resource;

import dev.sluice.core.json.JsonNode;
import java.util.List;

/** {@code /fine_tuning/jobs}: queued until it is cancelled; nothing is trained. */
final class FineTuning {
    private FineTuning() {}

    static void register(Router router) {
        router.on("POST", "/fine_tuning/jobs", FineTuning::create)
                .on("GET", "/fine_tuning/jobs", call -> Reply.ok(shelf(call).page(call.request(), 20, 100)))
                .on("GET", "/fine_tuning/jobs/{id}", call -> Reply.ok(find(call)))
                .on("POST", "/fine_tuning/jobs/{id}/cancel", FineTuning::cancel)
                .on("POST", "/fine_tuning/jobs/{id}/pause", call -> Reply.ok(find(call)))
                .on("POST", "/fine_tuning/jobs/{id}/resume", call -> Reply.ok(find(call)))
                .on("GET", "/fine_tuning/jobs/{id}/events", FineTuning::events)
                .on("GET", "/fine_tuning/jobs/{id}/checkpoints", FineTuning::checkpoints);
    }

    private static Reply create(Call call) {
        JsonNode body = call.json();
        String training = Nodes.required(body, "training_file");
        Files.require(call.account(), training);
        return Reply.ok(shelf(call)
                .put(JsonNode.object()
                        .put("object", "fine_tuning.job")
                        .put("id", Ids.alphanumeric("ftjob-"))
                        .put("model", Nodes.required(body, "model"))
                        .put("created_at", Ids.now())
                        .putNull("finished_at")
                        .putNull("fine_tuned_model")
                        .put("organization_id", "org-fake")
                        .put("result_files", JsonNode.array(List.of()))
                        .put("status", "queued")
                        .put("validation_file", Nodes.orNull(body, "validation_file"))
                        .put("training_file", training)
                        .put(
                                "hyperparameters",
                                JsonNode.object().put("n_epochs", "auto").build())
                        .putNull("trained_tokens")
                        .putNull("error")
                        .put("seed", 42)
                        .put("metadata", Nodes.orNull(body, "metadata"))
                        .build()));
    }

    private static Reply cancel(Call call) {
        return Reply.ok(shelf(call).put(Nodes.with(find(call), "status", JsonNode.of("cancelled"))));
    }

    private static Reply events(Call call) {
        find(call);
        return Reply.ok(Shelf.list(List.of(), false));
    }

    /** Another one whenever somebody looks; its model is what permissions are given for. */
    private static Reply checkpoints(Call call) {
        find(call);
        Shelf checkpoints = call.account().shelf(call.id("id") + "/checkpoints");
        if (call.request().query("after").isEmpty()) {
            String model = Ids.alphanumeric("ft:gpt-4:fake::");
            call.account()
                    .shelf("/fine_tuning/checkpoints")
                    .put(JsonNode.object().put("id", model).build());
            checkpoints.put(JsonNode.object()
                    .put("id", Ids.alphanumeric("ftckpt_"))
                    .put("object", "fine_tuning.job.checkpoint")
                    .put("created_at", Ids.now())
                    .put("fine_tuned_model_checkpoint", model)
                    .put("fine_tuning_job_id", call.id("id"))
                    .put("step_number", 10)
                    .build());
        }
        return Reply.ok(checkpoints.page(call.request(), 20, 100));
    }

    private static JsonNode find(Call call) {
        return shelf(call)
                .get(call.id("id"))
                .orElseThrow(() -> new ApiException(
                        404, "Could not find fine tune: " + call.id("id"), null, "fine_tune_not_found"));
    }

    private static Shelf shelf(Call call) {
        return call.account().shelf("fine_tuning/jobs");
    }
}
