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
 * @param owners the account of every object of all accounts
 */
record Call(WireRequest request, Account account, Map<String, String> ids, Map<String, String> owners) {
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

    /** Refuses a body that names an object of another account, as if there were no such object. */
    void requireOwn(JsonNode body) {
        if (body instanceof JsonNode.ObjectNode members) {
            members.members().forEach((name, value) -> {
                if (!name.equals("metadata")) {
                    requireOwn(value);
                }
            });
        }
        body.elements().forEach(this::requireOwn);
        body.asText()
                .filter(text -> !owners.getOrDefault(text, account.key()).equals(account.key()))
                .ifPresent(id -> {
                    throw ApiException.notFound("No such object: '" + id + "'.");
                });
    }
}
