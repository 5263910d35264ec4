package dev.sluice.core.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdScannerTest {
    private static final KeyNames NAMES = IdScanner.names(Set.of("thread_id", "file_ids"));

    private static List<String> ids(String json, int first, int second) {
        List<String> found = new ArrayList<>();
        IdScanner scanner =
                new IdScanner(NAMES, (value, key, own) -> found.add((own ? "own " : "") + key + "=" + value));
        byte[] bytes = json.getBytes(UTF_8);
        scanner.feed(ByteBuffer.wrap(bytes, 0, first));
        scanner.feed(ByteBuffer.wrap(bytes, first, second - first));
        scanner.feed(ByteBuffer.wrap(bytes, second, bytes.length - second));
        return found;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"id\":\"thread_1\"}|own id=thread_1",
                "{ \"id\" : \"thread_1\" , \"x\" : 1 }|own id=thread_1",
                "{\"data\":[{\"id\":\"a_1x\"},{\"id\":\"a_2x\"}],\"x\":{\"id\":\"a_3x\"}}|own id=a_1x, own id=a_2x, =a_3x",
                "{\"response\":{\"id\":\"r_1x\"}}|own id=r_1x",
                "{\"thread_id\":\"t_1x\",\"y_id\":\"u_1x\",\"z_ids\":[\"v_1x\"],\"w\":\"w_1x\"}|thread_id=t_1x, *_id=u_1x, *_ids=v_1x, =w_1x",
                "{\"a\":{\"file_ids\":[\"f-1x\",{\"thread_id\":\"t-2x\"},\"f-3x\"]}}|file_ids=f-1x, thread_id=t-2x, file_ids=f-3x",
                "{\"a\":[[\"f-1x\"]]}|=f-1x",
                "{\"metadata\":{\"a\":\"n_1x\",\"b\":{\"id\":\"n_2x\"}},\"id\":\"a_1x\"}|own id=a_1x",
                "{\"content\":\"c_1x\",\"text\":\"c_2x\",\"model\":\"gpt-4\",\"tool\":{\"id\":\"d_1x\"}}|=d_1x",
                "{\"a\":\"x\\\"y_1\",\"b\":\"ok_1\"}|=ok_1",
                "{\"a\\\"_id\":\"ok_1\"}|=ok_1",
                "{\"a\":\"ü_1\",\"b\":\"a_1 \",\"c\":\"a/1_x\",\"d\":\"_-1\",\"e\":\"abcd\"}|",
                "[\"top_1\"]|=top_1",
                "\"bare_1\"|",
                "{\"a\":[{\"b\":[{\"c\":\"deep_1\"}]}],\"d\":\"flat_1\"}|=deep_1, =flat_1",
            })
    void findsStringsOfTheFormOfIdsWhereverTheBytesAreCut(String json, String expected) {
        int length = json.getBytes(UTF_8).length;
        for (int first = 0; first <= length; first++) {
            for (int second : new int[] {first, Math.min(length, first + 1), length}) {
                assertThat(String.join(", ", ids(json, first, second)))
                        .as("cut at %d and %d", first, second)
                        .isEqualTo(expected == null ? "" : expected);
            }
        }
    }

    @Test
    void lengthsAreBounded() {
        String longest = "x_" + "y".repeat(126);
        assertThat(ids("{\"a\":\"" + longest + "\",\"b\":\"" + longest + "z\",\"c\":\"a_1\"}", 9, 140))
                .containsExactly("=" + longest);
        assertThat(IdScanner.isId(longest)).isTrue();
        assertThat(IdScanner.isId(longest + "z")).isFalse();
    }

    @Test
    void whatIsTooDeepIsPassedOver() {
        String json = "{\"a\":".repeat(40) + "{\"thread_id\":\"deep_1\"}" + "}".repeat(40);
        String both = "{\"x\":" + json + ",\"thread_id\":\"flat_1\"}";
        assertThat(ids(both, 3, 5)).containsExactly("thread_id=flat_1");
    }

    @Test
    void whatNobodyWantsToKnowIsNotMade() {
        List<String> found = new ArrayList<>();
        IdScanner scanner = new IdScanner(NAMES, new IdScanner.Listener() {
            @Override
            public boolean wants(String key, boolean own) {
                return key.equals("thread_id");
            }

            @Override
            public void found(String value, String key, boolean own) {
                found.add(value);
            }
        });
        scanner.feed(ByteBuffer.wrap("{\"id\":\"a_1x\",\"thread_id\":\"t_1x\",\"x\":\"b_1x\"}".getBytes(UTF_8)));
        assertThat(found).containsExactly("t_1x");
    }
}
