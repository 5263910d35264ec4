package dev.sluice.testkit.fake.resource;

import dev.sluice.core.json.JsonNode;

/** The answer to most deletions. */
final class Deleted {
    private Deleted() {}

    static Reply reply(String id, String object) {
        return Reply.ok(JsonNode.object()
                .put("id", id)
                .put("object", object)
                .put("deleted", JsonNode.of(true))
                .build());
    }
}
