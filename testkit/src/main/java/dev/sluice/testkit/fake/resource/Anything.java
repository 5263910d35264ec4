package dev.sluice.testkit.fake.resource;

import dev.sluice.core.json.JsonNode;
import dev.sluice.testkit.fake.wire.WireRequest;

/** {@code /anything-new/**}: an endpoint that no SDK knows; returns what it got, but for the headers. */
final class Anything {
    private Anything() {}

    static void register(Router router) {
        router.on("*", "/anything-new/**", Anything::echo);
    }

    private static Reply echo(Call call) {
        WireRequest request = call.request();
        return Reply.ok(JsonNode.object()
                .put("object", "anything")
                .put("method", request.method())
                .put("target", request.target())
                .put(
                        "content_type",
                        Nodes.orNull(request.headers().first("Content-Type").orElse(null)))
                .put("body", request.text())
                .build());
    }
}
