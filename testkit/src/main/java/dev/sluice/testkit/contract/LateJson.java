package dev.sluice.testkit.contract;

import dev.sluice.core.json.JsonNode;
import dev.sluice.core.spi.JsonCodec;
import java.util.function.Supplier;

/** Asks for the codec when it is first used: most providers never do. */
record LateJson(Supplier<JsonCodec> codec) implements JsonCodec {
    @Override
    public JsonNode parse(byte[] json) {
        return codec.get().parse(json);
    }

    @Override
    public byte[] write(JsonNode node) {
        return codec.get().write(node);
    }
}
