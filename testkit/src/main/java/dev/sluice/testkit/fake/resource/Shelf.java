package dev.sluice.testkit.fake.resource;

import dev.sluice.core.json.JsonNode;
import dev.sluice.testkit.fake.wire.WireRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Objects of one kind, in the order in which they were made. */
final class Shelf {
    private final Map<String, JsonNode> objects = new LinkedHashMap<>();
    private final Consumer<String> made;

    Shelf(Consumer<String> made) {
        this.made = made;
    }

    JsonNode put(JsonNode object) {
        String id = Nodes.required(object, "id");
        made.accept(id);
        objects.put(id, object);
        return object;
    }

    Optional<JsonNode> get(String id) {
        return Optional.ofNullable(objects.get(id));
    }

    boolean remove(String id) {
        return objects.remove(id) != null;
    }

    List<JsonNode> oldestFirst() {
        return List.copyOf(objects.values());
    }

    /** One page, as {@code limit}, {@code order}, {@code after} and {@code before} ask for it. */
    JsonNode page(WireRequest request, int defaultLimit, int maxLimit) {
        return page(oldestFirst(), request, defaultLimit, maxLimit);
    }

    /** One page of these objects, which come oldest first. */
    static JsonNode page(List<JsonNode> oldestFirst, WireRequest request, int defaultLimit, int maxLimit) {
        int limit = limit(request, defaultLimit, maxLimit);
        List<JsonNode> ordered = new ArrayList<>(oldestFirst);
        if (descending(request)) {
            Collections.reverse(ordered);
        }
        Optional<String> after = request.query("after");
        Optional<String> before = request.query("before");
        int first = after.map(id -> position(ordered, id, "after") + 1).orElse(0);
        int last = before.map(id -> position(ordered, id, "before")).orElse(ordered.size());
        boolean backwards = before.isPresent() && after.isEmpty();
        int from = backwards ? Math.max(first, last - limit) : first;
        int to = backwards ? last : Math.min(last, first + limit);
        List<JsonNode> data = from < to ? ordered.subList(from, to) : List.of();
        return list(data, backwards ? from > first : to < last);
    }

    /** A list object. */
    static JsonNode list(List<JsonNode> data, boolean hasMore) {
        return JsonNode.object()
                .put("object", "list")
                .put("data", JsonNode.array(data))
                .put("first_id", data.isEmpty() ? Nodes.orNull(null) : Nodes.orNull(data.get(0), "id"))
                .put("last_id", data.isEmpty() ? Nodes.orNull(null) : Nodes.orNull(data.get(data.size() - 1), "id"))
                .put("has_more", JsonNode.of(hasMore))
                .build();
    }

    private static int limit(WireRequest request, int defaultLimit, int maxLimit) {
        int limit = request.query("limit").map(Integer::parseInt).orElse(defaultLimit);
        if (limit > maxLimit) {
            throw ApiException.badRequest(
                    "Invalid 'limit': integer above maximum value. Expected a value <= " + maxLimit + ", but got "
                            + limit + " instead.",
                    "limit",
                    "integer_above_max_value");
        }
        if (limit < 1) {
            throw ApiException.badRequest(
                    "Invalid 'limit': integer below minimum value. Expected a value >= 1, but got " + limit
                            + " instead.",
                    "limit",
                    "integer_below_min_value");
        }
        return limit;
    }

    private static boolean descending(WireRequest request) {
        String order = request.query("order").orElse("desc");
        if (!order.equals("asc") && !order.equals("desc")) {
            throw ApiException.badRequest(
                    "Invalid value: '" + order + "'. Supported values are: 'asc' and 'desc'.",
                    "order",
                    "invalid_value");
        }
        return order.equals("desc");
    }

    private static int position(List<JsonNode> ordered, String id, String param) {
        for (int i = 0; i < ordered.size(); i++) {
            if (Nodes.text(ordered.get(i), "id").filter(id::equals).isPresent()) {
                return i;
            }
        }
        throw ApiException.badRequest("Invalid '" + param + "': '" + id + "'.", param, "invalid_value");
    }
}
