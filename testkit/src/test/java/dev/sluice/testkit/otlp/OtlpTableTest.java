package dev.sluice.testkit.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OtlpTableTest {
    private static final Path PAGE = Path.of("..", "docs", "observability.md");
    private static final Map<String, Object> ATTEMPT = Map.of(
            "gen_ai.operation.name", "chat",
            "gen_ai.provider.name", "openai",
            "sluice.attempt", 1L,
            "sluice.deployment", "d");

    private final OtlpTable table = OtlpTable.read(PAGE);

    private static OtlpSpan attempt(Map<String, Object> attributes) {
        return new OtlpSpan("", "", "", "", "chat m", 3, 1, 2, attributes, 0, "");
    }

    private static Map<String, Object> with(String name, Object value) {
        Map<String, Object> attributes = new HashMap<>(ATTEMPT);
        attributes.put(name, value);
        return attributes;
    }

    private static OtlpPoint fallbacks(String unit, Map<String, Object> attributes) {
        return new OtlpPoint("sluice.fallbacks", unit, "counter", attributes, 1, 0, List.of());
    }

    @Test
    void whatIsAsTheTableSaysIsNoProblem() {
        assertThat(table.problems(attempt(ATTEMPT))).isEmpty();
        assertThat(table.problems(fallbacks("{fallback}", Map.of("sluice.deployment", "d"))))
                .isEmpty();
    }

    @Test
    void whatIsRequiredAndMissing() {
        Map<String, Object> attributes = new HashMap<>(ATTEMPT);
        attributes.remove("gen_ai.provider.name");
        assertThat(table.problems(attempt(attributes)))
                .singleElement()
                .asString()
                .contains("lacks gen_ai.provider");
        assertThat(table.problems(fallbacks("{fallback}", Map.of())))
                .singleElement()
                .asString()
                .contains("lacks sluice.deployment");
    }

    @Test
    void whatHasAnotherTypeOrUnit() {
        assertThat(table.problems(attempt(with("gen_ai.usage.input_tokens", "7"))))
                .singleElement()
                .asString()
                .contains("is string, not int");
        assertThat(table.problems(fallbacks("s", Map.of("sluice.deployment", "d"))))
                .hasSize(1);
    }

    @Test
    void whatNobodyKnows() {
        assertThat(table.problems(attempt(with("gen_ai.unheard_of", "x"))))
                .singleElement()
                .asString()
                .contains("gen_ai.unheard_of, which is not in the table");
        assertThat(table.problems(new OtlpPoint("gen_ai.unheard_of", "s", "gauge", Map.of(), 1, 0, List.of())))
                .hasSize(1);
        assertThat(table.problems(new OtlpLog("sluice.unheard_of", 9, "", "", "", Map.of())))
                .contains("unknown event sluice.unheard_of");
    }

    /** A name is known in its own generation only. */
    @Test
    void whatHasAnotherNameByNow() {
        OtlpTable latest = OtlpTable.readLatest(PAGE);
        OtlpSpan before = attempt(with("gen_ai.usage.cache_creation.input_tokens", 7L));
        OtlpSpan now = attempt(with("gen_ai.usage.cache_write.input_tokens", 7L));
        assertThat(List.of(table.problems(before), latest.problems(now)))
                .allSatisfy(problems -> assertThat(problems).isEmpty());
        assertThat(List.of(table.problems(now), latest.problems(before)))
                .allSatisfy(problems -> assertThat(problems).hasSize(1));
    }

    @Test
    void whatNothingBearsOut() {
        try (OtlpReceiver nothing = OtlpReceiver.start()) {
            assertThat(table.unseen(nothing))
                    .contains(
                            "span run: gen_ai.agent.id",
                            "log record: sluice.duration",
                            "metric sluice.fallbacks",
                            "metric sluice.fallbacks: sluice.deployment")
                    .doesNotContain("metric gen_ai.client.inference.usage.input_tokens");
            assertThat(OtlpTable.readLatest(PAGE).unseen(nothing))
                    .contains("metric gen_ai.client.inference.usage.input_tokens")
                    .doesNotContain("metric gen_ai.client.token.usage");
        }
    }
}
