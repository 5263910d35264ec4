package dev.sluice.codec.jsonb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.NullNode;
import dev.sluice.core.json.JsonNode.NumberNode;
import dev.sluice.core.json.JsonNode.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonbCodecTest {
    private final JsonbCodec codec = new JsonbCodec();

    private String roundTrip(String json) {
        return new String(codec.write(codec.parse(json.getBytes(UTF_8))), UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "false",
                "0",
                "-0",
                "-0.0",
                "1E5",
                "1e+05",
                "1.10",
                "123456789012345678901234567890",
                "-0.000000000000000000000000000000000000000000000000000001",
                "1E400",
                "1e-999999999999",
                "\"\"",
                "\"text\"",
                "[]",
                "{}",
                "[[],{},null,true,1.50]",
                "{\"z\":1,\"a\":2,\"m\":{\"b\":null,\"a\":[]}}",
                "{\"\":0}",
                "{\"id\":\"x\",\"object\":\"y\",\"created_at\":1,\"future\":{\"a\":[1,2.50,null]}}",
                "\"quote \\\" backslash \\\\ newline \\n tab \\t\"",
                "\"\\u0000\\u001f\"",
                "\"\u007f\u2028\u2029\ufeff\uffff\"",
                "\"grüße 漢字 😀\"",
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "{\"\\udfff\":\"\\ud83dx\"}",
                "\"\\ud83d😀\""
            })
    void writesWhatItRead(String json) {
        assertThat(roundTrip(json)).isEqualTo(json);
    }

    @Test
    void whiteSpaceAndNeedlessEscapesAreAllThatIsLost() {
        assertThat(roundTrip(" { \"\\u0061\" :\r\n\t[ 1 , \"\\/\" ] } \n")).isEqualTo("{\"a\":[1,\"/\"]}");
    }

    @Test
    void escapesDecodeToTheUnitsTheyName() {
        assertThat(codec.parse("\"\\ud83d\\ude00\"".getBytes(UTF_8))).isEqualTo(JsonNode.of("😀"));
        assertThat(codec.parse("\"\\uD800\"".getBytes(UTF_8))).isEqualTo(JsonNode.of("\ud800"));
    }

    @Test
    void theNullDocumentIsANode() {
        assertThat(codec.parse("null".getBytes(UTF_8))).isEqualTo(NullNode.NULL);
    }

    @Test
    void membersKeepTheOrderTheyCameIn() {
        StringBuilder json = new StringBuilder("{");
        for (int i = 999; i >= 0; i--) {
            json.append("\"k").append(i * 31 % 1000).append("\":").append(i).append(i == 0 ? "}" : ",");
        }
        ObjectNode object = (ObjectNode) codec.parse(json.toString().getBytes(UTF_8));
        assertThat(object.members().keySet()).first().isEqualTo("k" + 999 * 31 % 1000);
        assertThat(roundTrip(json.toString())).isEqualTo(json.toString());
    }

    @Test
    void nestsToTheLimitOnASmallStack() throws InterruptedException {
        String json = "[".repeat(JsonbCodec.MAX_DEPTH) + "]".repeat(JsonbCodec.MAX_DEPTH);
        String[] written = new String[1];
        Thread small = new Thread(null, () -> written[0] = roundTrip(json), "small", 512 << 10);
        small.start();
        small.join(30_000);
        assertThat(written[0]).isEqualTo(json);
    }

    @Test
    void refusesToWriteWhatIsNotJson() {
        for (String literal : List.of("", "NaN", "01", "1.", ".5", "+1", "1,2", "0x10", "1e", "Infinity", " 1")) {
            assertThatIllegalArgumentException()
                    .as(literal)
                    .isThrownBy(() -> codec.write(JsonNode.array(List.of(new NumberNode(literal)))));
        }
        JsonNode deep = JsonNode.array(List.of());
        for (int i = 0; i < JsonbCodec.MAX_DEPTH; i++) {
            deep = JsonNode.array(List.of(deep));
        }
        JsonNode tooDeep = deep;
        assertThatIllegalArgumentException().isThrownBy(() -> codec.write(tooDeep));
    }
}
