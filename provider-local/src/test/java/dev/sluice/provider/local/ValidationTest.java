package dev.sluice.provider.local;

import static dev.sluice.provider.local.Local.json;
import static dev.sluice.provider.local.Local.post;
import static dev.sluice.provider.local.Local.textAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.http.HttpReply;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ValidationTest {
    @ParameterizedTest
    @CsvFileSource(resources = "validation.csv", delimiter = '|', quoteCharacter = '`', numLinesToSkip = 1)
    void refusesInOpenAisWords(String path, String body, String param, String code, String message) {
        HttpReply reply = post(path, "x", body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(textAt(json(reply), "error", "message")).isEqualTo(message);
        assertThat(textAt(json(reply), "error", "type")).isEqualTo("invalid_request_error");
        assertThat(Local.at(json(reply), "error", "param").asText().orElse("-")).isEqualTo(param);
        assertThat(Local.at(json(reply), "error", "code").asText().orElse("-")).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "accepted.csv", delimiter = '|', quoteCharacter = '`', numLinesToSkip = 1)
    void takesWhatOpenAiTakes(String path, String body) {
        assertThat(post(path, "x", body).status()).isEqualTo(200);
    }
}
