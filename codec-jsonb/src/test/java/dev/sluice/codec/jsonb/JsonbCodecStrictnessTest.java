package dev.sluice.codec.jsonb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonbCodecStrictnessTest {
    private final JsonbCodec codec = new JsonbCodec();

    private String refusal(byte[] json) {
        GatewayException failure = catchThrowableOfType(GatewayException.class, () -> codec.parse(json));
        assertThat(failure).as("refused").isNotNull();
        assertThat(failure.kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
        assertThat(failure.reach()).isEqualTo(Reach.NOT_SENT);
        assertThat(failure.getMessage())
                .matches("We could not parse the JSON body of your request: line \\d+, column \\d+: [a-zA-Z0-9 -]+\\.");
        return failure.getMessage();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\n",
                "{",
                "}",
                "[",
                "]",
                "[1",
                "[1,",
                "[1,]",
                "[,1]",
                "[1 2]",
                "[1,,2]",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,",
                "{\"a\":1,}",
                "{,}",
                "{\"a\" 1}",
                "{a:1}",
                "{'a':1}",
                "{1:2}",
                "{\"a\":1:2}",
                "{null:1}",
                "01",
                "-",
                "-01",
                "+1",
                "1.",
                ".5",
                "1e",
                "1e+",
                "0x1",
                "1_000",
                "NaN",
                "-Infinity",
                "nul",
                "truex",
                "True",
                "\"",
                "\"a",
                "\"\\",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12G4\"",
                "\"\t\"",
                "\"\n\"",
                "\"\u0000\"",
                "'a'",
                "/*c*/1",
                "//c\n1",
                "\u00a01",
                "\u30001",
                "\f1",
                "\u00001",
                "1\u0000",
                "undefined"
            })
    void refusesWhatIsNotJson(String json) {
        refusal(json.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{} {}", "{}}", "[1]]", "[1],", "1 2", "null x", "\"a\"\"b\"", "{}\u0000", "1E5 x", "{}\ufeff"})
    void refusesTrailingText(String json) {
        assertThat(refusal(json.getBytes(UTF_8))).endsWith(": text after the document.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,\"a\":1}", "[{\"b\":{\"a\":1,\"c\":[],\"\\u0061\":2}}]", "{\"\":0,\"\":0}"})
    void refusesRepeatedNames(String json) {
        assertThat(refusal(json.getBytes(UTF_8))).endsWith(": a member name is repeated.");
    }

    @Test
    void theSameNameInDifferentObjectsIsNoRepetition() {
        assertThat(codec.parse("{\"a\":{\"a\":[{\"a\":1},{\"a\":1}]}}".getBytes(UTF_8)))
                .isNotNull();
    }

    @Test
    void refusesOtherEncodings() {
        assertThat(refusal("\ufeff{}".getBytes(UTF_8))).contains("line 1, column 1: a byte order mark");
        assertThat(refusal("{\n \"ü\":1}".getBytes(ISO_8859_1))).contains("line 2, column 3: not valid UTF-8");
        assertThat(refusal(new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'}))
                .as("a surrogate in UTF-8")
                .contains("column 2: not valid UTF-8");
        assertThat(refusal(new byte[] {'"', (byte) 0xc0, (byte) 0xaf, '"'})).contains("not valid UTF-8");
        assertThat(refusal(new byte[] {'"', (byte) 0xf0, (byte) 0x9f})).contains("not valid UTF-8");
        refusal("{}".getBytes(UTF_16LE));
    }

    @ParameterizedTest
    @ValueSource(ints = {1001, 1002, 100_000})
    void refusesDeepNesting(int depth) {
        String expected = "more than 1000 levels of nesting.";
        assertThat(refusal(("[".repeat(depth) + "]".repeat(depth)).getBytes(UTF_8)))
                .endsWith(expected);
        assertThat(refusal(("{\"a\":".repeat(depth) + "1" + "}".repeat(depth)).getBytes(UTF_8)))
                .endsWith(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1", "0, 1, 5000", "3, 4, 1", "3, 4, 100", "5000, 5001, 7", "20000, 20001, 9000"})
    void saysWhere(int newlines, int line, int column) {
        String json = "\n".repeat(newlines) + " ".repeat(column - 1) + "x";
        assertThat(refusal(json.getBytes(UTF_8))).contains("line " + line + ", column " + column + ":");
    }

    @Test
    void aDocumentThatEndsTooEarlyIsWrongAtItsEnd() {
        assertThat(refusal("{\n\"a\":".getBytes(UTF_8))).contains("line 2, column 5:");
    }

    @Test
    void quotesNothingOfTheContent() {
        String message = refusal("{\"messages\":[{\"content\":\"my secret prompt\" oops}]}".getBytes(UTF_8));
        assertThat(message).doesNotContain("secret", "oops", "messages", "content", "111");
    }
}
