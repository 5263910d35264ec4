package dev.sluice.core.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** On 20,000 seeded documents the scanner finds the top-level models that a real parser finds, where it finds them. */
class MemberScannerAgainstJacksonTest {
    private static final String[] KEYS = {"model", "mod\\u0065l", "models", "m\\\\odel", "stream", "a\\\"model", ""};
    private static final String[] SCALARS = {
        "\"gpt-4\"", "\"q\\\"uo\\\\te\"", "\"\\u00e9😀\"", "1", "-1.5e3", "true", "null"
    };

    private final Random random = new Random(42);

    @Test
    void agreesWithJackson() throws IOException {
        for (int round = 0; round < 20_000; round++) {
            String json = object(3);
            assertThat(scanned(json)).as(json).isEqualTo(parsed(json));
        }
    }

    private String value(int depth) {
        return switch (depth == 0 ? 2 : random.nextInt(5)) {
            case 0 -> object(depth - 1);
            case 1 -> array(depth - 1);
            default -> SCALARS[random.nextInt(SCALARS.length)];
        };
    }

    private String array(int depth) {
        List<String> elements = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            elements.add(space() + value(depth) + space());
        }
        return "[" + space() + String.join(",", elements) + "]";
    }

    private String object(int depth) {
        List<String> members = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            members.add(space() + '"' + KEYS[random.nextInt(KEYS.length)] + '"' + space() + ":" + space() + value(depth)
                    + space());
        }
        return "{" + space() + String.join(",", members) + "}";
    }

    private String space() {
        return random.nextInt(4) == 0 ? " \n" : "";
    }

    private List<String> scanned(String json) {
        List<String> found = new ArrayList<>();
        byte[] bytes = json.getBytes(UTF_8);
        MemberScanner scanner = new MemberScanner(List.of("model"), 1 << 20, (path, start, end, value) -> {
            RawJson model = Objects.requireNonNull(value);
            assertThat(model.text()).isEqualTo(new String(bytes, (int) start, (int) (end - start), UTF_8));
            found.add(model.string().orElse("(no string)"));
        });
        for (int at = 0; at < bytes.length; ) {
            int size = Math.min(bytes.length - at, 1 + random.nextInt(9));
            scanner.feed(ByteBuffer.wrap(bytes, at, size));
            at += size;
        }
        assertThat(scanner.isComplete()).isTrue();
        return found;
    }

    private static List<String> parsed(String json) throws IOException {
        List<String> found = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean model = parser.currentName().equals("model");
                JsonToken value = parser.nextToken();
                if (model) {
                    found.add(value == JsonToken.VALUE_STRING ? parser.getText() : "(no string)");
                }
                parser.skipChildren();
            }
        }
        return found;
    }
}
