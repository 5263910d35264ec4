package dev.sluice.testkit.fake.resource;

import dev.sluice.core.json.JsonNode;
import dev.sluice.testkit.fake.wire.Multipart;
import dev.sluice.testkit.fake.wire.WireRequest;
import java.util.Map;

/**
 * A request on its way to a resource.
 *
 * @param request what came over the wire
 * @param account whose objects it sees
 * @param ids the variable segments of the path, by name
 */
record Call(WireRequest request, Account account, Map<String, String> ids) {
    String id(String name) {
        return ids.getOrDefault(name, "");
    }

    /** The body as JSON; an object without members where there is none. */
    JsonNode json() {
        return request.body().length == 0 ? JsonNode.object().build() : Nodes.parse(request.body());
    }

    Multipart form() {
        return Multipart.of(request)
                .orElseThrow(() -> ApiException.badRequest(
                        "Could not parse multipart form: expected multipart/form-data with a final boundary.",
                        null,
                        null));
    }
}
