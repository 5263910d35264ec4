package dev.sluice.codec.jsonb;

import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.ArrayNode;
import dev.sluice.core.json.JsonNode.NullNode;
import dev.sluice.core.json.JsonNode.NumberNode;
import dev.sluice.core.json.JsonNode.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Changes a document in one place, as a newer or another server might: the place and the change come from a seed. */
final class Mutator {
    private static final List<String> NUMBERS = List.of(
            "1E400",
            "-1E400",
            "1E-400",
            "12345678901234567890",
            "-9223372036854775808",
            "9223372036854775807",
            "9223372036854775808",
            "1.10",
            "1.0",
            "1",
            "0",
            "-0",
            "-0.0",
            "1e5",
            "1E+05",
            "0.1234567890123456789",
            "1699075073.5",
            "4.9E-324",
            "1e999999999999");
    private static final List<String> WORDS =
            List.of("", "unknown", "UNKNOWN", "mcp", "in_progress ", "Auto", "auto", "text", "\ud800", "thread.run");

    private final Random random;

    Mutator(long seed) {
        random = new Random(seed);
    }

    /** The document, changed; what was an object stays one. */
    ObjectNode mutate(JsonNode document) {
        return (ObjectNode) descend(document, true);
    }

    /** Goes down to a random place, most often a deep one, and changes it. */
    private JsonNode descend(JsonNode node, boolean isRoot) {
        boolean stay = random.nextInt(5) == 0;
        if (node instanceof ObjectNode object) {
            return stay || object.members().isEmpty() ? change(object, isRoot) : descendObject(object);
        }
        if (node instanceof ArrayNode array) {
            return stay || array.elements().isEmpty() ? change(array) : descendArray(array);
        }
        return other(node);
    }

    private JsonNode descendObject(ObjectNode object) {
        Map<String, JsonNode> members = new LinkedHashMap<>(object.members());
        List<String> names = new ArrayList<>(members.keySet());
        String name = names.get(random.nextInt(names.size()));
        members.computeIfPresent(name, (same, value) -> descend(value, false));
        return new ObjectNode(members);
    }

    private JsonNode descendArray(ArrayNode array) {
        List<JsonNode> elements = new ArrayList<>(array.elements());
        int index = random.nextInt(elements.size());
        elements.set(index, descend(elements.get(index), false));
        return JsonNode.array(elements);
    }

    private JsonNode change(ObjectNode object, boolean isRoot) {
        Map<String, JsonNode> members = new LinkedHashMap<>(object.members());
        List<String> names = new ArrayList<>(members.keySet());
        int kind = random.nextInt(isRoot ? 4 : 5);
        if (kind == 0 || names.isEmpty()) {
            members.put("future_" + random.nextInt(3), value(0));
        } else if (kind == 4) {
            return value(0);
        } else {
            String name = names.get(random.nextInt(names.size()));
            switch (kind) {
                case 1 -> members.remove(name);
                case 2 -> members.put(name, NullNode.NULL);
                default -> members.put(name, value(0));
            }
        }
        return new ObjectNode(members);
    }

    private JsonNode change(ArrayNode array) {
        List<JsonNode> elements = new ArrayList<>(array.elements());
        switch (random.nextInt(4)) {
            case 0 -> elements.clear();
            case 1 -> elements.addAll(array.elements());
            case 2 -> {
                return value(0);
            }
            default -> elements.add(random.nextInt(elements.size() + 1), value(0));
        }
        return JsonNode.array(elements);
    }

    /** A scalar becomes another of its kind, or anything. */
    private JsonNode other(JsonNode node) {
        if (random.nextInt(4) == 0) {
            return value(0);
        }
        if (node instanceof NumberNode) {
            return new NumberNode(pick(NUMBERS));
        }
        return node.asText().isPresent() ? JsonNode.of(pick(WORDS)) : value(0);
    }

    private JsonNode value(int depth) {
        return switch (random.nextInt(depth > 2 ? 4 : 7)) {
            case 0 -> NullNode.NULL;
            case 1 -> JsonNode.of(random.nextBoolean());
            case 2 -> new NumberNode(pick(NUMBERS));
            case 3 -> JsonNode.of(pick(WORDS));
            case 4 -> JsonNode.array(List.of(value(depth + 1), value(depth + 1)));
            case 5 -> JsonNode.object().build();
            default ->
                JsonNode.object()
                        .put("type", pick(WORDS))
                        .put("a", value(depth + 1))
                        .build();
        };
    }

    private String pick(List<String> some) {
        return some.get(random.nextInt(some.size()));
    }
}
