package dev.sluice.core.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.secret.Secret;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
    private final Redactor redactor =
            new Redactor(List.of(Pattern.compile("[0-9]{16}")), List.of(Secret.of("hunter2hunter2")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "my key is sk-proj-AbCd1234_efGH-5678 ok",
                "Authorization: Bearer abc.DEF-123_456==",
                "eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0.SflKxwRJSM",
                "{\"api_key\": \"anything at all\"}",
                "{\"Password\":\"s e c r e t\"}",
                "the gateway's is hunter2hunter2",
                "card 4111111111111111",
            })
    void keysAndPatternsAreBlottedOut(String text) {
        assertThat(redactor.blot(text))
                .contains("***")
                .doesNotContain(
                        "AbCd1234",
                        "DEF-123",
                        "SflKxw",
                        "anything at all",
                        "s e c r e t",
                        "hunter2hunter2",
                        "4111111111111111");
    }

    @Test
    void theRestStays() {
        assertThat(redactor.blot("{\"content\":\"What is a task-based key?\"}"))
                .isEqualTo("{\"content\":\"What is a task-based key?\"}");
    }
}
