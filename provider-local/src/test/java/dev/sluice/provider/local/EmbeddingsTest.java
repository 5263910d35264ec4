package dev.sluice.provider.local;

import static dev.sluice.provider.local.Local.at;
import static dev.sluice.provider.local.Local.json;
import static dev.sluice.provider.local.Local.post;
import static dev.sluice.provider.local.Local.text;
import static dev.sluice.provider.local.Local.textAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.NumberNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EmbeddingsTest {
    private static JsonNode embed(String body) {
        return json(post("/v1/embeddings", "x", body));
    }

    private static List<Float> vector(JsonNode reply, int index) {
        return at(reply, "data", index, "embedding").elements().stream()
                .map(number -> Float.valueOf(((NumberNode) number).literal()))
                .toList();
    }

    @Test
    void answersInOpenAisShapeAndOrder() {
        String reply = text(post("/embeddings", "x", "{\"input\":[\"abcdefgh\",\"b\"],\"dimensions\":1}"));
        assertThat(reply)
                .matches("\\{\"object\":\"list\",\"data\":\\["
                        + "\\{\"object\":\"embedding\",\"index\":0,\"embedding\":\\[-?1\\.0]},"
                        + "\\{\"object\":\"embedding\",\"index\":1,\"embedding\":\\[-?1\\.0]}],"
                        + "\"model\":\"mock-1\",\"usage\":\\{\"prompt_tokens\":3,\"total_tokens\":3}}");
    }

    @Test
    void aVectorHasLengthOneAndBelongsToItsText() {
        JsonNode reply = embed("{\"input\":[\"a\",\"b\",\"a\"]}");
        List<Float> first = vector(reply, 0);
        assertThat(first).hasSize(1536).isEqualTo(vector(reply, 2)).isNotEqualTo(vector(reply, 1));
        assertThat(first.stream().mapToDouble(x -> (double) x * x).sum()).isCloseTo(1, within(1e-5));
    }

    @Test
    void theVectorsStayTheSameFromReleaseToRelease() {
        assertThat(vector(embed("{\"input\":\"a\",\"dimensions\":3}"), 0))
                .containsExactly(-0.27406955f, -0.5688379f, 0.7754414f);
    }

    @Test
    void base64HoldsTheSameNumbers() {
        String input = "{\"input\":[1,2],\"dimensions\":256";
        byte[] bytes = Base64.getDecoder()
                .decode(textAt(embed(input + ",\"encoding_format\":\"base64\"}"), "data", 0, "embedding"));
        ByteBuffer floats = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        List<Float> vector = new ArrayList<>();
        while (floats.hasRemaining()) {
            vector.add(floats.getFloat());
        }
        assertThat(vector).hasSize(256).isEqualTo(vector(embed(input + "}"), 0));
    }

    @Test
    void everyTokenIsCounted() {
        assertThat(at(embed("{\"input\":[[1,2,3],[4]]}"), "usage", "total_tokens"))
                .isEqualTo(JsonNode.of(4));
    }

    @Test
    void refusesMoreTextsThanOpenAiTakes() {
        String texts = IntStream.range(0, 2049).mapToObj(i -> "\"a\"").collect(Collectors.joining(","));
        JsonNode reply = embed("{\"input\":[" + texts + "]}");
        assertThat(textAt(reply, "error", "code")).isEqualTo("array_above_max_length");
    }

    @Test
    void tokensOfOneTextMayBeMany() {
        String tokens = IntStream.range(0, 5000).mapToObj(Integer::toString).collect(Collectors.joining(","));
        assertThat(at(embed("{\"input\":[" + tokens + "]}"), "usage", "prompt_tokens"))
                .isEqualTo(JsonNode.of(5000));
    }
}
