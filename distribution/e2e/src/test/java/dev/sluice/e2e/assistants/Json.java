package dev.sluice.e2e.assistants;

import dev.sluice.codec.jsonb.JsonbCodec;
import dev.sluice.core.json.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads answers. */
final class Json {
    private static final JsonbCodec CODEC = new JsonbCodec();

    private Json() {}

    static JsonNode of(HttpResponse<String> answer) {
        return CODEC.parse(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    /** The text at the end of a path of members and indexes; empty where there is none. */
    static String text(JsonNode node, String... path) {
        JsonNode at = at(node, path);
        return at.asText().orElse("");
    }

    static long number(JsonNode node, String... path) {
        return at(node, path).asLong().orElse(0);
    }

    static List<JsonNode> list(JsonNode node, String... path) {
        return at(node, path).elements();
    }

    private static JsonNode at(JsonNode node, String... path) {
        JsonNode at = node;
        for (String step : path) {
            at = Character.isDigit(step.charAt(0))
                    ? at.elements().get(Integer.parseInt(step))
                    : at.get(step).orElse(JsonNode.NullNode.NULL);
        }
        return at;
    }
}
