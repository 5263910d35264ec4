package dev.sluice.codec.jsonb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.NullNode;
import dev.sluice.core.json.JsonNode.NumberNode;
import dev.sluice.core.json.JsonNode.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonbCodecRandomTest {
    private static final int DOCUMENTS = 10_000;
    private static final String ORDINARY = "\"\\/ abcäß";

    private final JsonbCodec codec = new JsonbCodec();

    @Test
    void randomDocumentsSurviveTheRoundTrip() {
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            JsonNode document = value(new Random(seed), 0);
            byte[] written = codec.write(document);
            JsonNode read = codec.parse(written);
            assertThat(read).as("seed %d", seed).isEqualTo(document);
            assertThat(codec.write(read))
                    .as("seed %d, order and literals", seed)
                    .isEqualTo(written);
        }
    }

    private static JsonNode value(Random random, int depth) {
        return switch (random.nextInt(depth > 6 ? 5 : 8)) {
            case 0 -> NullNode.NULL;
            case 1 -> JsonNode.of(random.nextBoolean());
            case 2 -> new NumberNode(literal(random));
            case 3, 4 -> JsonNode.of(text(random));
            case 5 -> array(random, depth + 1);
            default -> object(random, depth + 1);
        };
    }

    private static JsonNode array(Random random, int depth) {
        List<JsonNode> elements = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            elements.add(value(random, depth));
        }
        return JsonNode.array(elements);
    }

    private static JsonNode object(Random random, int depth) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            members.put(text(random), value(random, depth));
        }
        return new ObjectNode(members);
    }

    private static String literal(Random random) {
        StringBuilder literal = new StringBuilder(random.nextBoolean() ? "-" : "");
        literal.append(random.nextInt(4) == 0 ? "0" : 1 + random.nextInt(9) + digits(random, 0, 30));
        if (random.nextBoolean()) {
            literal.append('.').append(digits(random, 1, 20));
        }
        if (random.nextInt(3) == 0) {
            literal.append(random.nextBoolean() ? 'e' : 'E')
                    .append(List.of("", "+", "-").get(random.nextInt(3)))
                    .append(digits(random, 1, 4));
        }
        return literal.toString();
    }

    private static String digits(Random random, int least, int most) {
        StringBuilder digits = new StringBuilder();
        for (int i = least + random.nextInt(most - least + 1); i > 0; i--) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }

    /** Any UTF-16 units, unpaired surrogates and control characters among them; now and then longer than any buffer. */
    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(500) == 0 ? 5000 : random.nextInt(12); i > 0; i--) {
            switch (random.nextInt(6)) {
                case 0 -> text.append((char) random.nextInt(0x20));
                case 1 -> text.append((char) random.nextInt(0x10000));
                case 2 -> text.append((char) (0xd800 + random.nextInt(0x800)));
                case 3 -> text.appendCodePoint(0x1f600 + random.nextInt(64));
                default -> text.append(ORDINARY.charAt(random.nextInt(ORDINARY.length())));
            }
        }
        return text.toString();
    }
}
