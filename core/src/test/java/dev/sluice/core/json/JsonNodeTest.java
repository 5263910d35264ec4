package dev.sluice.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.json.JsonNode.NumberNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonNodeTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "-0, 0", "42, 42", "-9223372036854775808, -9223372036854775808"})
    void readsIntegersThatFit(String literal, long value) {
        assertThat(new NumberNode(literal).asLong()).hasValue(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1e3", "9223372036854775808", "12345678901234567890", "-", "", "x"})
    void takesNothingElseForAnInteger(String literal) {
        assertThat(new NumberNode(literal).asLong()).isEmpty();
    }

    @Test
    void readsTheNearestFiniteNumber() {
        assertThat(new NumberNode("1.10").asDouble()).hasValue(1.1);
        assertThat(new NumberNode("1e3").asDouble()).hasValue(1000);
        assertThat(new NumberNode("1E400").asDouble()).isEmpty();
        assertThat(new NumberNode("x").asDouble()).isEmpty();
        assertThat(JsonNode.of("1").asDouble()).isEmpty();
        assertThat(JsonNode.of("1").asLong()).isEmpty();
    }

    @Test
    void anExtraTellsHowMuchItHoldsAndNothingOfIt() {
        Extra extra = Extra.of(Map.of("prompt", JsonNode.of("secret"))).with("more", JsonNode.of(1));
        assertThat(extra).hasToString("Extra[2 members, 0 as sent]");
        assertThat(extra.get("more")).hasValue(JsonNode.of(1));
        assertThat(extra.get("prompt")).isPresent();
        assertThat(extra.asSent("prompt")).isEmpty();
    }
}
