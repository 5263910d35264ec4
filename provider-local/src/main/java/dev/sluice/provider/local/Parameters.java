package dev.sluice.provider.local;

import dev.sluice.core.error.GatewayException;
import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.BooleanNode;
import dev.sluice.core.json.JsonNode.NullNode;
import dev.sluice.core.json.JsonNode.NumberNode;
import dev.sluice.core.json.JsonNode.ObjectNode;
import dev.sluice.core.json.JsonNode.TextNode;
import dev.sluice.core.spi.JsonCodec;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The parameters of a request, or of an object within one. Every method fails with {@link RejectedRequestException} in
 * OpenAI's words for a value that is not what it should be; null counts as absent, as it does with OpenAI.
 *
 * @param node the object
 * @param path where the object stands, empty or ending in a dot
 */
record Parameters(ObjectNode node, String path) {
    /** The parameters of a body. */
    static Parameters parse(JsonCodec json, byte[] body) {
        try {
            if (json.parse(body) instanceof ObjectNode object) {
                return new Parameters(object, "");
            }
        } catch (GatewayException malformed) {
            throw new RejectedRequestException(ApiError.invalid(malformed.getMessage(), null, null));
        }
        throw new RejectedRequestException(
                ApiError.invalid("We could not parse the JSON body of your request: expected an object.", null, null));
    }

    /** A parameter that may be absent. */
    Optional<JsonNode> optional(String name) {
        return node.get(name).filter(value -> value != NullNode.NULL);
    }

    /** A parameter that must be there; null is left for the caller to judge. */
    JsonNode required(String name) {
        return node.get(name).orElseThrow(() -> Rejections.missing(path + name));
    }

    /** A string, if present. */
    Optional<String> optionalString(String name) {
        return optional(name).map(value -> {
            if (value instanceof TextNode text) {
                return text.value();
            }
            throw Rejections.type(path + name, "a string", value);
        });
    }

    /** A string out of a few, if present. */
    Optional<String> optionalEnum(String name, List<String> allowed) {
        Optional<String> value = optionalString(name);
        value.filter(text -> !allowed.contains(text)).ifPresent(text -> {
            throw Rejections.value(path + name, text, allowed);
        });
        return value;
    }

    /** A boolean; false where absent. */
    boolean flag(String name) {
        return optional(name)
                .map(value -> {
                    if (value instanceof BooleanNode flag) {
                        return flag == BooleanNode.TRUE;
                    }
                    throw Rejections.type(path + name, "a boolean", value);
                })
                .orElse(false);
    }

    /** An object, if present. */
    Optional<Parameters> object(String name) {
        return optional(name).map(value -> {
            if (value instanceof ObjectNode object) {
                return new Parameters(object, path + name + ".");
            }
            throw Rejections.type(path + name, "an object", value);
        });
    }

    /** An integer from {@code least} to {@code most}, if present. */
    OptionalLong integer(String name, long least, long most) {
        Optional<JsonNode> value = optional(name);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!(value.get() instanceof NumberNode number) || !TypeWords.isInteger(number)) {
            throw Rejections.type(path + name, "an integer", value.get());
        }
        double size = Double.parseDouble(number.literal());
        if (size < least) {
            throw Rejections.below(path + name, "integer", Long.toString(least), number);
        }
        if (size > most) {
            throw Rejections.above(path + name, "integer", Long.toString(most), number);
        }
        return OptionalLong.of(Long.parseLong(number.literal()));
    }

    /** Checks that a number, if present, lies between two whole ones. */
    void checkDecimal(String name, int least, int most) {
        optional(name).ifPresent(value -> {
            if (!(value instanceof NumberNode number)) {
                throw Rejections.type(path + name, "a decimal", value);
            }
            double size = Double.parseDouble(number.literal());
            if (size < least) {
                throw Rejections.below(path + name, "decimal", Integer.toString(least), number);
            }
            if (size > most) {
                throw Rejections.above(path + name, "decimal", Integer.toString(most), number);
            }
        });
    }
}
