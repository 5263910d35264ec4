package dev.sluice.transport.vertx.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.core.http.Headers;
import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import io.vertx.core.http.impl.headers.Http1xHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FieldsTest {
    private static List<String> names(String... names) {
        Http1xHeaders fields = Http1xHeaders.httpHeaders();
        for (String name : names) {
            fields.add(new AsciiString(name), "v");
        }
        List<String> copied = new ArrayList<>();
        Fields.of((MultiMap) fields).forEach((name, value) -> copied.add(name));
        return copied;
    }

    @Test
    void orderSpellingAndRepetitionsStay() {
        Headers expected = Headers.of("X-One", "1", "x-one", "2", "Content-Type", "a", "X-One", "");
        MultiMap decoded = Http1xHeaders.httpHeaders();
        MultiMap other = MultiMap.caseInsensitiveMultiMap();
        expected.forEach((name, value) -> {
            decoded.add(new AsciiString(name), value);
            other.add(name, value);
        });
        assertThat(Fields.of(decoded)).isEqualTo(expected);
        assertThat(Fields.of(decoded)).isEqualTo(expected);
        assertThat(Fields.of(other)).isEqualTo(expected);
    }

    @Test
    void namesSeenBeforeAreTheSame() {
        assertThat(names("X-Seen").get(0)).isSameAs(names("X-Seen").get(0));
        assertThat(names("x-SEEN")).containsExactly("x-SEEN");
    }

    @Test
    void longNamesAreNotKept() {
        String name = "x".repeat(65);
        assertThat(names(name).get(0)).isEqualTo(name).isNotSameAs(names(name).get(0));
    }

    @Test
    void manyNamesDisplaceEachOther() {
        String first = names("X-First").get(0);
        String[] many = IntStream.range(0, 300).mapToObj(i -> "X-" + i).toArray(String[]::new);
        assertThat(names(many)).containsExactly(many);
        assertThat(names("X-First").get(0)).isEqualTo(first).isNotSameAs(first);
    }

    @Test
    void whatGoesBackIsTheSame() {
        Headers fields = Headers.of("X-One", "1", "x-one", "2", "Content-Type", "a", "x".repeat(65), "long");
        for (int turn = 0; turn < 2; turn++) {
            MultiMap vertx = Http1xHeaders.httpHeaders();
            Fields.add(fields, vertx);
            assertThat(Fields.of(vertx)).isEqualTo(fields);
        }
    }

    @Test
    void namesThatHttpDoesNotAllowAreRefusedEachTime() {
        for (String name : List.of("X One", "X-\u00dcber", "X:")) {
            for (int turn = 0; turn < 2; turn++) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> Fields.add(Headers.of(name, "v"), Http1xHeaders.httpHeaders()));
            }
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fields.add(Headers.of("X-One", "a\r\nX-Two: b"), Http1xHeaders.httpHeaders()));
    }
}
