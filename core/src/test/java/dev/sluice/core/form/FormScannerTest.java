package dev.sluice.core.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormScannerTest {
    private static final String FORM =
            "preamble\r\n--b\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\ngpt-4\r\n"
                    + "--b\r\ncontent-type: text/plain\r\ncontent-disposition: form-data; name=unquoted\r\n\r\n\r\n-\r\n--\r\n--c\r\n"
                    + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n"
                    + "name=\"model\"\r\n\r\no1\r\n--\r\n--c\r\n\r\n"
                    + "--b  \r\nContent-Disposition: form-data; filename*=UTF-8''x; name=\"other\"\r\n\r\nbytes\r\n"
                    + "--b\r\nContent-Disposition: form-data; name=\"q\\\"u%22o;te\"\r\n\r\nü€\r\n"
                    + "--b\r\nX: y\r\n\r\nnameless\r\n"
                    + "--b\r\nContent-Disposition: form-data; name=\"long\"\r\n\r\n" + "x".repeat(21) + "\r\n"
                    + "--b\r\nContent-Disposition: form-data; name=\"empty\"\r\n\r\n\r\n"
                    + "--b--\r\nepilogue\r\n--b\r\nContent-Disposition: form-data; name=\"late\"\r\n\r\nno\r\n--b--";

    private static List<String> fields(String body, int... cuts) {
        byte[] bytes = body.getBytes(UTF_8);
        List<String> found = new ArrayList<>();
        FormScanner scanner = new FormScanner("b", 20, (name, value, start, end, partStart, nextStart) -> {
            found.add(name + "=" + value);
            if (value != null) {
                assertThat(new String(bytes, (int) start, (int) (end - start), UTF_8))
                        .isEqualTo(value);
            }
            assertThat(new String(bytes, (int) partStart, 3, UTF_8)).isEqualTo("--b");
            assertThat(new String(bytes, (int) nextStart, 3, UTF_8)).isEqualTo("--b");
        });
        int at = 0;
        for (int cut : cuts) {
            scanner.feed(ByteBuffer.wrap(bytes, at, cut - at));
            at = cut;
        }
        scanner.feed(ByteBuffer.wrap(bytes, at, bytes.length - at));
        assertThat(scanner.isComplete()).isEqualTo(body.contains("--b--"));
        return found;
    }

    @Test
    void findsFieldsAndNothingElseWhereverTheBytesAreCut() {
        int length = FORM.getBytes(UTF_8).length;
        for (int first = 0; first <= length; first++) {
            for (int second : new int[] {first, Math.min(length, first + 1), Math.min(length, first + 5)}) {
                assertThat(fields(FORM, first, second))
                        .as("cut at %d and %d", first, second)
                        .containsExactly(
                                "model=gpt-4", "unquoted=\r\n-\r\n--\r\n--c", "q\"u\"o;te=ü€", "long=null", "empty=");
            }
        }
    }

    @Test
    void aFormThatBreaksOffIsNotComplete() {
        assertThat(fields("--b\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\ngpt-4"))
                .isEmpty();
        assertThat(fields("")).isEmpty();
    }

    @Test
    void aHeadWithoutEndIsNoHead() {
        String form = "--b\r\nX: " + "y".repeat(9000) + "\r\n\r\nz\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b--";
        assertThat(fields(form)).containsExactly("a=1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "multipart/form-data; boundary=abc|abc",
                "Multipart/Form-Data; charset=utf-8; Boundary=\"a b\"|a b",
                "multipart/form-data;boundary=abc;x=y|abc",
                "multipart/form-data|-",
                "multipart/form-data; boundary=|-",
                "multipart/mixed; boundary=abc|-",
                "application/json|-",
            })
    void findsTheBoundary(String type, String boundary) {
        assertThat(Boundary.of(type).orElse(null)).isEqualTo(boundary);
    }
}
