package dev.sluice.testkit.fake.resource;

import dev.sluice.core.json.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

/** {@code /embeddings}: vectors that depend on the text alone, as numbers or as base64 of little-endian floats. */
final class Embeddings {
    private static final int DIMENSIONS = 8;

    private Embeddings() {}

    static void register(Router router) {
        router.on("POST", "/embeddings", Embeddings::create);
    }

    private static Reply create(Call call) {
        JsonNode body = call.json();
        String model = Nodes.required(body, "model");
        List<JsonNode> inputs = inputs(body);
        int dimensions = (int) Nodes.number(body, "dimensions", DIMENSIONS);
        boolean base64 =
                Nodes.text(body, "encoding_format").filter("base64"::equals).isPresent();
        List<JsonNode> data = new ArrayList<>();
        long tokens = 0;
        for (JsonNode input : inputs) {
            float[] vector = vector(Speech.textOf(input), dimensions);
            data.add(JsonNode.object()
                    .put("object", "embedding")
                    .put("index", data.size())
                    .put("embedding", base64 ? JsonNode.of(base64(vector)) : numbers(vector))
                    .build());
            tokens += Speech.tokens(Speech.textOf(input));
        }
        return Reply.ok(JsonNode.object()
                .put("object", "list")
                .put("data", JsonNode.array(data))
                .put("model", model)
                .put(
                        "usage",
                        JsonNode.object()
                                .put("prompt_tokens", tokens)
                                .put("total_tokens", tokens)
                                .build())
                .build());
    }

    private static List<JsonNode> inputs(JsonNode body) {
        JsonNode input = Nodes.present(body, "input").orElseThrow(() -> ApiException.missing("input"));
        return input.elements().isEmpty() ? List.of(input) : input.elements();
    }

    /** Multiples of 1/128 within ±1: exact as float and as decimal. */
    private static float[] vector(String text, int dimensions) {
        float[] vector = new float[dimensions];
        int seed = text.hashCode();
        for (int i = 0; i < dimensions; i++) {
            seed = seed * 31 + i;
            vector[i] = (byte) seed / 128f;
        }
        return vector;
    }

    private static JsonNode numbers(float[] vector) {
        return JsonNode.array(IntStream.range(0, vector.length)
                .mapToObj(i -> Nodes.decimal(Float.toString(vector[i])))
                .toList());
    }

    private static String base64(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : vector) {
            bytes.putFloat(value);
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
