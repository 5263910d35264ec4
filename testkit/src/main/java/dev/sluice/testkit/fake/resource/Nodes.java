package dev.sluice.testkit.fake.resource;

import dev.sluice.codec.jsonb.JsonbCodec;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.NullNode;
import dev.sluice.core.json.JsonNode.NumberNode;
import dev.sluice.core.spi.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reading and building JSON with few words. */
final class Nodes {
    static final JsonNode EMPTY = JsonNode.object().build();

    private static final JsonCodec CODEC = new JsonbCodec();

    private Nodes() {}

    static JsonNode parse(byte[] json) {
        try {
            return CODEC.parse(json);
        } catch (GatewayException e) {
            throw ApiException.badRequest(
                    "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your"
                            + " HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was"
                            + " not valid JSON.)",
                    null,
                    null);
        }
    }

    static byte[] write(JsonNode node) {
        return CODEC.write(node);
    }

    static String writeText(JsonNode node) {
        return new String(CODEC.write(node), StandardCharsets.UTF_8);
    }

    static JsonNode orNull(@Nullable String text) {
        return text == null ? NullNode.NULL : JsonNode.of(text);
    }

    /** A number with a fraction, as a literal. */
    static JsonNode decimal(String literal) {
        return new NumberNode(literal);
    }

    static JsonNode texts(List<String> texts) {
        return JsonNode.array(texts.stream().map(JsonNode::of).toList());
    }

    /** The member, unless it is absent or null. */
    static Optional<JsonNode> present(JsonNode object, String member) {
        return object.get(member).filter(value -> value != NullNode.NULL);
    }

    /** The member, or the fallback if it is absent or null. */
    static JsonNode or(JsonNode object, String member, JsonNode fallback) {
        return present(object, member).orElse(fallback);
    }

    static JsonNode orNull(JsonNode object, String member) {
        return or(object, member, NullNode.NULL);
    }

    static Optional<String> text(JsonNode object, String member) {
        return object.get(member).flatMap(JsonNode::asText);
    }

    static String required(JsonNode object, String member) {
        return text(object, member).orElseThrow(() -> ApiException.missing(member));
    }

    static boolean flag(JsonNode object, String member) {
        return object.get(member).flatMap(JsonNode::asBoolean).orElse(false);
    }

    static long number(JsonNode object, String member, long fallback) {
        return object.get(member).orElse(NullNode.NULL) instanceof NumberNode number
                ? Long.parseLong(number.literal())
                : fallback;
    }

    static List<JsonNode> list(JsonNode object, String member) {
        return object.get(member).map(JsonNode::elements).orElse(List.of());
    }

    /** The object with one member set. */
    static JsonNode with(JsonNode object, String member, JsonNode value) {
        return copy(object).put(member, value).build();
    }

    /** The object with those members of the changes that it has itself. */
    static JsonNode modified(JsonNode object, JsonNode changes) {
        JsonNode.ObjectBuilder copy = copy(object);
        if (changes instanceof JsonNode.ObjectNode members) {
            members.members().forEach((name, value) -> {
                if (object.get(name).isPresent() && value != NullNode.NULL) {
                    copy.put(name, value);
                }
            });
        }
        return copy.build();
    }

    private static JsonNode.ObjectBuilder copy(JsonNode object) {
        JsonNode.ObjectBuilder copy = JsonNode.object();
        if (object instanceof JsonNode.ObjectNode members) {
            members.members().forEach(copy::put);
        }
        return copy;
    }
}
