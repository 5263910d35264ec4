package dev.sluice.core.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.http.Body;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelFieldTest {
    private static final String JSON = "{\"a\": 1.50, \"model\":\"gpt-4\",  \"b\":\"ü\"}";

    @Test
    void replacesTheNameAndNothingElseWhereverTheBodyIsCut() {
        byte[] bytes = JSON.getBytes(UTF_8);
        int start = JSON.indexOf("\"gpt-4\"");
        ModelField field = new ModelField("gpt-4", start, start + 7);
        for (int cut = 0; cut <= bytes.length; cut++) {
            Body.Bytes body = new Body.Bytes(
                    List.of(ByteBuffer.wrap(bytes, 0, cut), ByteBuffer.wrap(bytes, cut, bytes.length - cut)),
                    bytes.length);
            Body.Bytes replaced = field.replaceIn(body, "o\"1");
            String text = text(replaced);
            assertThat(text).isEqualTo(JSON.replace("\"gpt-4\"", "\"o\\\"1\""));
            assertThat(replaced.size()).isEqualTo(text.getBytes(UTF_8).length);
        }
    }

    private static String text(Body.Bytes body) {
        ByteBuffer all = ByteBuffer.allocate((int) body.size());
        body.slices().forEach(slice -> all.put(slice.duplicate()));
        return new String(all.array(), UTF_8);
    }
}
