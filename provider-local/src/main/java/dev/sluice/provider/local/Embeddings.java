package dev.sluice.provider.local;

import dev.sluice.core.http.HttpReply;
import dev.sluice.core.json.JsonNode;
import dev.sluice.provider.local.TextInputs.TextInput;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * {@code POST /embeddings}: every text has its own unit vector, always the same. The list is written item by item, since
 * two thousand vectors at once would take tens of megabytes.
 */
final class Embeddings implements MockEndpoint {
    private static final int DEFAULT_DIMENSIONS = 1536;
    private static final int MOST_DIMENSIONS = 4096;

    private final Workshop workshop;

    Embeddings(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public HttpReply answer(MockCall call) {
        Parameters parameters = call.parameters();
        List<TextInput> inputs = TextInputs.of("input", parameters.required("input"));
        int dimensions =
                (int) parameters.integer("dimensions", 1, MOST_DIMENSIONS).orElse(DEFAULT_DIMENSIONS);
        boolean base64 = parameters
                .optionalEnum("encoding_format", List.of("float", "base64"))
                .filter("base64"::equals)
                .isPresent();
        long tokens = inputs.stream().mapToLong(TextInput::tokens).sum();
        Stream<ByteBuffer> items = IntStream.range(0, inputs.size()).mapToObj(index -> {
            UnitVector vector = UnitVector.of(inputs.get(index).text(), dimensions);
            byte[] item = workshop.json().write(item(index, base64 ? vector.toBase64() : vector.toArray()));
            return bytes((index == 0 ? "" : ",") + new String(item, StandardCharsets.UTF_8));
        });
        Stream<ByteBuffer> start = Stream.of(bytes("{\"object\":\"list\",\"data\":["));
        Stream<ByteBuffer> end = Stream.of(end(call.model(), tokens));
        return workshop.reply("application/json", Stream.concat(start, Stream.concat(items, end)), call);
    }

    private static JsonNode item(int index, JsonNode embedding) {
        return JsonNode.object()
                .put("object", "embedding")
                .put("index", index)
                .put("embedding", embedding)
                .build();
    }

    /** The members after the list, without the brace that would begin them. */
    private ByteBuffer end(String model, long tokens) {
        JsonNode usage = JsonNode.object()
                .put("prompt_tokens", tokens)
                .put("total_tokens", tokens)
                .build();
        byte[] rest = workshop.json()
                .write(JsonNode.object().put("model", model).put("usage", usage).build());
        return bytes("]," + new String(rest, 1, rest.length - 1, StandardCharsets.UTF_8));
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
