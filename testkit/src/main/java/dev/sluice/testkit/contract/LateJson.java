package dev.sluice.testkit.contract;

import dev.sluice.core.assistants.model.Page;
import dev.sluice.core.json.JsonNode;
import dev.sluice.core.spi.AssistantsCodec;
import dev.sluice.core.spi.JsonCodec;
import java.util.function.Supplier;

/** Asks for the codec when it is first used: most providers never do. */
record LateJson(Supplier<JsonCodec> codec) implements JsonCodec {
    @Override
    public JsonNode parse(byte[] json) {
        return codec.get().parse(json);
    }

    @Override
    public <T> T read(byte[] json, Class<T> type) {
        return codec.get().read(json, type);
    }

    @Override
    public <T> Page<T> readPage(byte[] json, Class<T> element) {
        return codec.get().readPage(json, element);
    }

    @Override
    public byte[] write(Object value) {
        return codec.get().write(value);
    }

    @Override
    public AssistantsCodec assistants() {
        return codec.get().assistants();
    }
}
